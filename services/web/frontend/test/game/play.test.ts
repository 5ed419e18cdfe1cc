import { expect } from "chai";
import { type Change, Play } from "../../src/game/play";
import { chicago, newYork, portlandMaine, portlandOregon } from "../factories";

const ids = (play: Play): number[] => play.all().map(({ id }) => id);

describe("Play", () => {
  it("keeps each place once, in the order of naming", () => {
    const play = new Play();
    play.add([chicago], 10);
    play.add([newYork], 20);
    play.add([chicago], 30);
    expect(ids(play)).to.deep.equal([chicago.id, newYork.id]);
  });

  it("keeps the order when two guesses share a millisecond or the clock is set back", () => {
    const play = new Play();
    play.add([chicago], 100);
    play.add([newYork], 100);
    play.add([portlandMaine], 50);
    expect(play.all().map(({ at }) => at)).to.deep.equal([100, 101, 102]);
  });

  it("undoes one step at a time", () => {
    const play = new Play();
    play.add([chicago], 1);
    play.add([portlandOregon, portlandMaine], 2);
    expect(play.undo()?.removed).to.have.length(2);
    expect(ids(play)).to.deep.equal([chicago.id]);
    play.undo();
    expect(play.size).to.equal(0);
    expect(play.undo()).to.equal(null);
  });

  it("undoes the replacement by another play, even where both have the same place", () => {
    const play = new Play();
    play.add([chicago], 1);
    play.add([newYork], 2);
    const before = play.all();
    const { added, removed } = play.replace([portlandMaine, chicago], 3);
    expect([ids(play), added.map(({ at }) => at), removed]).to.deep.equal([[portlandMaine.id, chicago.id], [3, 4], before]);
    play.undo();
    expect(play.all()).to.deep.equal(before);
  });

  it("undoes a swap by restoring the replaced place", () => {
    const play = new Play();
    play.add([portlandOregon], 1);
    play.swap(portlandOregon, portlandMaine, 2);
    expect(ids(play)).to.deep.equal([portlandMaine.id]);
    play.undo();
    expect(ids(play)).to.deep.equal([portlandOregon.id]);
  });

  it("removes the newest place on undo after a reload, when the undo steps are gone", () => {
    const play = new Play();
    play.merge({ added: [{ ...chicago, at: 1 }, { ...newYork, at: 2 }], removed: [] });
    play.undo();
    expect(ids(play)).to.deep.equal([chicago.id]);
  });

  it("undoes nothing where another tab already removed the place", () => {
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

  it("notifies listeners only of real changes", () => {
    const play = new Play();
    const changes: Change[] = [];
    play.listen((change) => changes.push(change));
    play.add([chicago], 1);
    play.add([chicago], 2);
    expect(changes).to.have.length(1);
    expect(play.version).to.equal(1);
  });
});
