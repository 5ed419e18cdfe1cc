import type { Match, Place, Quiz } from "../api/types";
import { type Answer, othersOf } from "../game/answer";
import { interpretMatch } from "../game/interpret-match";
import { byPopulation } from "../game/named-place";
import type { Play } from "../game/play";
import { modeOfRule, type PlayMode, type HomonymRule } from "../game/homonym-rule";
import type { Waiting } from "../storage/pending-guesses";
import { Asker } from "./guessing/guess-queue";
import { ContinueCtrl } from "./continue-shared-play/continue-ctrl";
import type { Deps } from "./dependencies";
import { Keeper } from "./progress-store";
import { LedgerCtrl } from "./ledger/ledger-ctrl";
import { ListsCtrl } from "./import-export/import-export-ctrl";
import { ShareCtrl } from "./sharing/share-ctrl";

/** The quiz page's state, and all that a player can do to it. */
export class QuizCtrl {
  readonly play: Play;
  readonly ledger: LedgerCtrl;
  readonly share: ShareCtrl;
  readonly continuing: ContinueCtrl;
  readonly lists: ListsCtrl;
  where: HomonymRule = "largest";
  draft = "";
  answer: Answer = { kind: "welcome" };
  /** Rises with every answer: the same words twice are two answers, also to a screen reader. */
  serial = 0;
  dialog: "reset" | "swap" | "choose" | "lists" | "share" | "continue" | null = null;
  private readonly keeper: Keeper;
  private readonly asker: Asker;

  constructor(
    readonly quiz: Quiz,
    private readonly deps: Deps,
  ) {
    this.keeper = new Keeper(deps.store);
    this.play = this.keeper.play;
    this.ledger = new LedgerCtrl(quiz, this.play);
    this.share = new ShareCtrl(quiz, this.play, this.keeper.session, deps);
    this.continuing = new ContinueCtrl(this, deps);
    this.lists = new ListsCtrl(quiz, deps, this.keeper, (answer) => {
      this.say(answer);
    });
    this.asker = new Asker(quiz, deps, {
      answered: (waiting, match) => this.answered(waiting, match),
      say: (answer) => {
        this.say(answer);
      },
    });
  }

  get waiting(): number {
    return this.asker.waiting;
  }

  get fault(): Deps["store"]["fault"] {
    return this.deps.store.fault;
  }

  get mode(): PlayMode {
    return this.keeper.session.mode;
  }

  /** Brings back what the browser kept: the places, and guesses that were never answered. */
  restore(): void {
    this.keeper.restore();
    if (this.play.size > 0) this.say({ kind: "restored", places: this.play.size });
    this.asker.restore();
    this.share.saver.retry();
    this.lists.importer.resume();
  }

  submit(text: string): void {
    const guess = text.trim();
    if (guess === "") return;
    this.draft = "";
    this.keeper.session.begin(this.deps.now());
    this.asker.ask(guess, this.where);
  }

  /** The next largest homonym of the one just answered. */
  addNext(): void {
    const [next, ...others] = othersOf(this.answer);
    if (next) this.take(next, others);
  }

  addChosen(place: Place): void {
    const others = othersOf(this.answer).filter(({ id }) => id !== place.id);
    this.dialog = null;
    this.take(place, others);
  }

  addAll(): void {
    const places = othersOf(this.answer);
    const [first] = places;
    if (!first) return;
    this.keeper.commit(this.play.add(places, this.deps.now()), "every");
    this.say({ kind: "every", guess: first.name, places, alreadyNamed: 0 });
  }

  /** Places that were not guessed one by one: one step, so that one undo takes them back. */
  takeMany(places: Place[], mode: PlayMode, answer: Answer): void {
    this.keeper.session.begin(this.deps.now());
    this.keeper.commit(this.play.add(places, this.deps.now()), mode);
    this.say(answer);
  }

  /** A play of somebody's becomes this one, which stays as it is at its link if it has one. One undo brings it back. */
  startFrom(places: Place[], mode: PlayMode, answer: Answer): void {
    this.share.leaveBehind();
    this.keeper.session.restart(this.deps.now());
    this.keeper.commit(this.play.replace(places, this.deps.now()), mode);
    this.say(answer);
  }

  /** The player meant another of the homonyms: it takes the place of the one just added. */
  swapTo(place: Place): void {
    this.dialog = null;
    if (this.answer.kind !== "hit" && this.answer.kind !== "swapped") return;
    const from = this.answer.place;
    const others = [...this.answer.others.filter(({ id }) => id !== place.id), from].sort(byPopulation);
    this.keeper.commit(this.play.swap(from, place, this.deps.now()), "plain");
    this.say({ kind: "swapped", from, place, others });
  }

  undo(): void {
    const change = this.play.undo();
    if (!change) {
      this.say({ kind: "nothing-to-undo" });
      return;
    }
    this.keeper.commit(change, "plain");
    this.say({ kind: "undone", taken: change.removed, back: change.added });
  }

  reset(): void {
    this.dialog = null;
    this.asker.drop();
    this.share.leaveBehind();
    this.lists.drop();
    this.keeper.clear();
    this.say({ kind: "reset" });
  }

  retry(): void {
    this.asker.retry();
    this.share.saver.retry();
    this.continuing.retry();
    this.lists.importer.retry();
  }

  otherTab(key: string | null, value: string | null): void {
    this.share.otherTab(key);
    if (this.keeper.otherTab(key, value)) this.deps.redraw();
  }

  private take(place: Place, others: Place[]): void {
    this.keeper.commit(this.play.add([place], this.deps.now()), "plain");
    this.say({ kind: "hit", place, others, alreadyNamed: 0, near: false });
  }

  private async answered({ guess, where }: Waiting, match: Match): Promise<void> {
    const { take, answer } = interpretMatch(this.quiz, match, guess, where, this.play.has);
    if (take.length > 0) this.keeper.commit(this.play.add(take, this.deps.now()), modeOfRule(where));
    this.say(answer);
    if (answer.kind === "miss" && answer.reason === "section") await this.nameMunicipality(guess);
  }

  /** Says which municipality a section belongs to, but only one that the player has found already. */
  private async nameMunicipality(guess: string): Promise<void> {
    const { serial } = this;
    const outcome = await this.deps.sections(this.quiz, guess);
    if (!outcome.ok || serial !== this.serial) return;
    const partOf = outcome.value.of.map((id) => this.play.get(id)).find((place) => place !== undefined);
    if (partOf) this.say({ kind: "miss", guess, reason: "section", partOf });
  }

  say(answer: Answer): void {
    this.answer = answer;
    this.serial += 1;
    this.deps.redraw();
  }
}
