import { expect } from "chai";
import { SavedPlays } from "../../../src/storage/saved-plays";
import { FakeStorage } from "../../fake-storage";
import { busy, FakeServer, refused, settled } from "../fake-server";
import { setup } from "./auto-save-setup";

describe("AutoSave, first save", () => {
  it("saves when the player asks for it, and stores the secret", async () => {
    const { autoSave, server, backend, namePlaces } = setup();
    namePlaces(3);
    await settled();
    expect(server.log).to.be.empty;
    autoSave.begin();
    await settled();
    expect(server.play).to.deep.include({ ids: [1, 2, 3], mode: "plain" });
    expect(autoSave.saveState?.link).to.deep.include({ id: "play1", url: "https://toponaut.example/plays/play1", revision: 1, at: 5_000 });
    expect(new SavedPlays(backend).get("play1")).to.deep.equal({ secret: "secret of key1", quiz: "us", title: "United States", at: 5_000 });
    expect(autoSave.error).to.equal(null);
  });

  it("saves one play on a double click", async () => {
    const { autoSave, server } = setup();
    autoSave.begin();
    autoSave.begin();
    await settled();
    expect([server.log, server.plays.length]).to.deep.equal([["POST"], 1]);
  });

  it("saves one play if the answer is lost, and sends later places with the retry", async () => {
    const { autoSave, server, namePlaces, fireTimer } = setup();
    server.failures = ["answer-lost"];
    autoSave.begin();
    await settled();
    expect(autoSave.error).to.deep.equal({ kind: "offline" });
    namePlaces(3);
    await fireTimer();
    expect([server.log, server.plays.length, server.play?.ids]).to.deep.equal([["POST", "POST", "PUT"], 1, [1, 2, 3]]);
    expect(autoSave.error).to.equal(null);
  });

  it("continues after a crash without saving a second play", async () => {
    const { autoSave, server, backend } = setup();
    server.failures = ["answer-lost"];
    autoSave.begin();
    await settled();
    const reloaded = setup(backend, server);
    reloaded.autoSave.retry();
    await settled();
    expect([server.plays.length, reloaded.autoSave.saveState?.link?.id]).to.deep.equal([1, "play1"]);
  });

  it("saves one play if two tabs save at once", async () => {
    const { autoSave, server, backend } = setup();
    autoSave.begin();
    setup(backend, server).autoSave.begin();
    await settled();
    expect(server.plays).to.have.length(1);
  });

  it("waits as long as a busy server asks, and then saves", async () => {
    const { autoSave, server, delay, fireTimer } = setup();
    server.failures = [busy];
    autoSave.begin();
    await settled();
    expect([autoSave.error, delay()]).to.deep.equal([{ kind: "busy" }, 7_000]);
    await fireTimer();
    expect(server.plays).to.have.length(1);
  });

  it("saves nothing if the play has no places", async () => {
    const { autoSave, server } = setup(new FakeStorage(), new FakeServer(), []);
    autoSave.begin();
    await settled();
    expect([server.log, autoSave.saveState]).to.deep.equal([[], null]);
  });

  it("gives up if the save is refused, and shows the server's message", async () => {
    const { autoSave, server, backend } = setup();
    server.failures = [refused("bad_ended")];
    autoSave.begin();
    await settled();
    expect([autoSave.error, autoSave.saveState]).to.deep.equal([{ kind: "refused", message: "No: bad_ended." }, null]);
    expect(backend.keys()).to.be.empty;
  });

  it("omits places that are not in the quiz, and says so", async () => {
    const { autoSave, server, namePlaces, fireTimer } = setup();
    server.idsNotInQuiz = [2];
    autoSave.begin();
    await settled();
    expect([server.plays.length, server.play?.ids, autoSave.notice]).to.deep.equal([1, [1], { kind: "omitted", places: 1 }]);
    namePlaces(3);
    await fireTimer();
    expect([server.log, server.play?.ids]).to.deep.equal([["POST", "POST", "PATCH +1 -0"], [1, 3]]);
  });

  it("gives up if no place is left after that", async () => {
    const { autoSave, server } = setup();
    server.idsNotInQuiz = [1, 2];
    autoSave.begin();
    await settled();
    expect([server.log, autoSave.saveState, autoSave.notice]).to.deep.equal([["POST"], null, { kind: "omitted", places: 2 }]);
  });

  it("waits for a reload if new data was loaded", async () => {
    const { autoSave, server, backend } = setup();
    server.failures = [refused("stale_data")];
    autoSave.begin();
    await settled();
    expect(autoSave.error).to.deep.equal({ kind: "stale" });
    setup(backend, server).autoSave.retry();
    await settled();
    expect(server.plays).to.have.length(1);
  });
});
