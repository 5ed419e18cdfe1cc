import type { Match, Place, Quiz } from "../api/types";
import { type Answer, othersOf } from "../game/answer-line";
import { interpretMatch } from "../game/interpret-match";
import { byPopulation } from "../game/named-place";
import type { Play } from "../game/play";
import { modeOfRule, type PlayMode, type HomonymRule } from "../game/homonym-rule";
import type { PendingGuess } from "../storage/pending-guesses";
import { ContinueCtrl } from "./continue-shared-play/continue-ctrl";
import type { QuizDeps } from "./dependencies";
import { GuessQueue } from "./guessing/guess-queue";
import { ImportExportCtrl } from "./import-export/import-export-ctrl";
import { SidePanelCtrl } from "./side-panel/side-panel-ctrl";
import { ProgressStore } from "./progress-store";
import { ShareCtrl } from "./sharing/share-ctrl";

/** The quiz page's state, and everything that a player can do to it. */
export class QuizCtrl {
  readonly play: Play;
  readonly sidePanel: SidePanelCtrl;
  readonly share: ShareCtrl;
  readonly continuation: ContinueCtrl;
  readonly importExport: ImportExportCtrl;
  homonymRule: HomonymRule = "largest";
  /** What is typed into the guess input. */
  guessText = "";
  answer: Answer = { kind: "welcome" };
  /** Increases with every answer, so that a screen reader announces an answer again if it has the same words. */
  answerNumber = 0;
  dialog: "reset" | "swap" | "choose" | "import-export" | "share" | "continue" | null = null;
  private readonly progress: ProgressStore;
  private readonly guessQueue: GuessQueue;

  constructor(
    readonly quiz: Quiz,
    private readonly deps: QuizDeps,
  ) {
    const showAnswer = (answer: Answer): void => {
      this.showAnswer(answer);
    };
    this.progress = new ProgressStore(deps.store);
    this.play = this.progress.play;
    this.sidePanel = new SidePanelCtrl(quiz, this.play);
    this.share = new ShareCtrl(quiz, this.play, this.progress.metadata, deps);
    this.continuation = new ContinueCtrl(this, deps);
    this.importExport = new ImportExportCtrl(quiz, deps, this.progress, showAnswer);
    this.guessQueue = new GuessQueue(quiz, deps, {
      onMatch: (guess, match) => this.onMatch(guess, match),
      showAnswer,
    });
  }

  get delayedGuesses(): number {
    return this.guessQueue.delayedCount;
  }

  get storageFault(): QuizDeps["store"]["fault"] {
    return this.deps.store.fault;
  }

  get mode(): PlayMode {
    return this.progress.metadata.mode;
  }

  /** Loads what the browser has stored: the places, unanswered guesses, an unfinished save and an unfinished import. */
  restore(): void {
    this.progress.restore();
    if (this.play.size > 0) this.showAnswer({ kind: "restored", places: this.play.size });
    this.guessQueue.restore();
    this.share.autoSave.retry();
    this.importExport.importer.resume();
  }

  submit(text: string): void {
    const guess = text.trim();
    if (guess === "") return;
    this.guessText = "";
    this.progress.metadata.begin(this.deps.now());
    this.guessQueue.add(guess, this.homonymRule);
  }

  /** Adds the next largest homonym of the last answer. */
  addNext(): void {
    const [next, ...others] = othersOf(this.answer);
    if (next) this.addHomonym(next, others);
  }

  addChosen(place: Place): void {
    const others = othersOf(this.answer).filter(({ id }) => id !== place.id);
    this.dialog = null;
    this.addHomonym(place, others);
  }

  addAll(): void {
    const places = othersOf(this.answer);
    const [first] = places;
    if (!first) return;
    this.progress.commit(this.play.add(places, this.deps.now()), "every");
    this.showAnswer({ kind: "every", guess: first.name, places, alreadyNamed: 0 });
  }

  /** Adds places that were not guessed one by one, as a single step: one undo removes them all. */
  addTogether(places: Place[], mode: PlayMode, answer: Answer): void {
    this.progress.metadata.begin(this.deps.now());
    this.progress.commit(this.play.add(places, this.deps.now()), mode);
    this.showAnswer(answer);
  }

  /** Replaces the play by a shared one. If the old play was saved, it stays at its link. One undo brings it back. */
  replacePlay(places: Place[], mode: PlayMode, answer: Answer): void {
    this.share.detach();
    this.progress.metadata.restart(this.deps.now());
    this.progress.commit(this.play.replace(places, this.deps.now()), mode);
    this.showAnswer(answer);
  }

  /** The player meant another homonym: it replaces the one that was just added. */
  swapTo(place: Place): void {
    this.dialog = null;
    if (this.answer.kind !== "hit" && this.answer.kind !== "swapped") return;
    const from = this.answer.place;
    const others = [...this.answer.others.filter(({ id }) => id !== place.id), from].sort(byPopulation);
    this.progress.commit(this.play.swap(from, place, this.deps.now()), "plain");
    this.showAnswer({ kind: "swapped", from, place, others });
  }

  undo(): void {
    const change = this.play.undo();
    if (!change) {
      this.showAnswer({ kind: "nothing-to-undo" });
      return;
    }
    this.progress.commit(change, "plain");
    this.showAnswer({ kind: "undone", removed: change.removed, restored: change.added });
  }

  reset(): void {
    this.dialog = null;
    this.guessQueue.clear();
    this.share.detach();
    this.importExport.clear();
    this.progress.clear();
    this.showAnswer({ kind: "reset" });
  }

  /** Retries everything that waits for the connection or the server. */
  retry(): void {
    this.guessQueue.retry();
    this.share.autoSave.retry();
    this.continuation.retry();
    this.importExport.importer.retry();
  }

  /** Another tab wrote to the browser's storage. */
  onOtherTabWrite(key: string | null, value: string | null): void {
    this.share.onOtherTabWrite(key);
    if (this.progress.applyOtherTab(key, value)) this.deps.redraw();
  }

  showAnswer(answer: Answer): void {
    this.answer = answer;
    this.answerNumber += 1;
    this.deps.redraw();
  }

  private addHomonym(place: Place, others: Place[]): void {
    this.progress.commit(this.play.add([place], this.deps.now()), "plain");
    this.showAnswer({ kind: "hit", place, others, alreadyNamed: 0, near: false });
  }

  private async onMatch({ guess, rule }: PendingGuess, match: Match): Promise<void> {
    const { take, answer } = interpretMatch(this.quiz, match, guess, rule, this.play.has);
    if (take.length > 0) this.progress.commit(this.play.add(take, this.deps.now()), modeOfRule(rule));
    this.showAnswer(answer);
    if (answer.kind === "miss" && answer.reason === "section") await this.nameMunicipality(guess);
  }

  /** Says which municipality a section belongs to, but only if the player has already found that municipality. */
  private async nameMunicipality(guess: string): Promise<void> {
    const { answerNumber } = this;
    const outcome = await this.deps.sections(this.quiz, guess);
    if (!outcome.ok || answerNumber !== this.answerNumber) return;
    const partOf = outcome.value.of.map((id) => this.play.get(id)).find((place) => place !== undefined);
    if (partOf) this.showAnswer({ kind: "miss", guess, reason: "section", partOf });
  }
}
