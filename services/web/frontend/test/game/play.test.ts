import { expect } from "chai";
import { type Change, Play } from "../../src/game/play";
import { chicago, newYork, portlandMaine, portlandOregon } from "../factories";

const ids = (play: Play): number[] => play.all().map(({ id }) => id);

describe("Play", () => {
  it("keeps places in the order of naming, each once", () => {
    const play = new Play();
    play.add([chicago], 10);
    play.add([newYork], 20);
    play.add([chicago], 30);
    expect(ids(play)).to.deep.equal([chicago.id, newYork.id]);
  });

  it("keeps the order when two guesses share a millisecond, or the clock is set back", () => {
    const play = new Play();
    play.add([chicago], 100);
    play.add([newYork], 100);
    play.add([portlandMaine], 50);
    expect(play.all().map(({ at }) => at)).to.deep.equal([100, 101, 102]);
  });

  it("undoes step by step", () => {
    const play = new Play();
    play.add([chicago], 1);
    play.add([portlandOregon, portlandMaine], 2);
    expect(play.undo()?.removed).to.have.length(2);
    expect(ids(play)).to.deep.equal([chicago.id]);
    play.undo();
    expect(play.size).to.equal(0);
    expect(play.undo()).to.equal(null);
  });

  it("undoes the start from another play, also where both have a place", () => {
    const play = new Play();
    play.add([chicago], 1);
    play.add([newYork], 2);
    const before = play.all();
    const { added, removed } = play.replace([portlandMaine, chicago], 3);
    expect([ids(play), added.map(({ at }) => at), removed]).to.deep.equal([[portlandMaine.id, chicago.id], [3, 4], before]);
    play.undo();
    expect(play.all()).to.deep.equal(before);
  });

  it("undoes a swap by bringing back what it replaced", () => {
    const play = new Play();
    play.add([portlandOregon], 1);
    play.swap(portlandOregon, portlandMaine, 2);
    expect(ids(play)).to.deep.equal([portlandMaine.id]);
    play.undo();
    expect(ids(play)).to.deep.equal([portlandOregon.id]);
  });

  it("undoes the newest place after a reload, when the steps are forgotten", () => {
    const play = new Play();
    play.merge({ added: [{ ...chicago, at: 1 }, { ...newYork, at: 2 }], removed: [] });
    play.undo();
    expect(ids(play)).to.deep.equal([chicago.id]);
  });

  it("does not take back twice what another tab has removed", () => {
    const play = new Play();
    const { added } = play.add([chicago], 1);
    play.merge({ added: [], removed: added });
    expect(play.undo()?.removed).to.be.empty;
  });

  it("does not undo past a reset", () => {
    const play = new Play();
    play.add([chicago], 1);
    play.reset();
    expect(play.size).to.equal(0);
    expect(play.undo()).to.equal(null);
  });

  it("tells listeners what really changed, and nothing when nothing did", () => {
    const play = new Play();
    const heard: Change[] = [];
    play.listen((change) => heard.push(change));
    play.add([chicago], 1);
    play.add([chicago], 2);
    expect(heard).to.have.length(1);
    expect(play.version).to.equal(1);
  });
});
