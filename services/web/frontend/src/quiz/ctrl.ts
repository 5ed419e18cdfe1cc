import type { Match, Place, Quiz } from "../api/types";
import { type Answer, othersOf } from "../game/answer";
import { judge } from "../game/judge";
import { byPopulation } from "../game/place";
import type { Play } from "../game/play";
import { modeOf, type Mode, type Where } from "../game/where";
import { type Waiting, WaitingGuesses } from "../storage/queue";
import type { Deps } from "./deps";
import { Keeper } from "./keeper";
import { LedgerCtrl } from "./ledger-ctrl";
import { Pump } from "./pump";

/** An answer normally comes before anybody could read "looking up"; only a slow one is announced. */
const SLOW_MS = 500;

/** The quiz page's state, and all that a player can do to it. */
export class QuizCtrl {
  readonly play: Play;
  readonly ledger: LedgerCtrl;
  where: Where = "largest";
  draft = "";
  answer: Answer = { kind: "welcome" };
  /** Rises with every answer: the same words twice are two answers, also to a screen reader. */
  serial = 0;
  dialog: "reset" | "swap" | "choose" | null = null;
  private trouble: "offline" | "busy" = "offline";
  private readonly keeper: Keeper;
  private readonly guesses: WaitingGuesses;
  private readonly pump: Pump<Match>;

  constructor(
    readonly quiz: Quiz,
    private readonly deps: Deps,
  ) {
    this.keeper = new Keeper(deps.store);
    this.play = this.keeper.play;
    this.guesses = new WaitingGuesses(deps.store);
    this.ledger = new LedgerCtrl(quiz, this.play);
    this.pump = new Pump<Match>({
      ask: (guess) => deps.match(quiz, guess),
      answered: async (waiting, outcome) => {
        if (outcome.ok) await this.answered(waiting, outcome.value);
        else this.refused(waiting, outcome.trouble.message);
      },
      stuck: ({ kind }) => {
        this.sayKept(kind);
      },
      later: (action, ms) => deps.later(action, ms),
    });
  }

  get waiting(): number {
    return this.pump.stuck ? this.pump.waiting.length : 0;
  }

  get fault(): Deps["store"]["fault"] {
    return this.deps.store.fault;
  }

  get mode(): Mode {
    return this.keeper.session.mode;
  }

  /** Brings back what the browser kept: the places, and guesses that were never answered. */
  restore(): void {
    this.keeper.restore();
    if (this.play.size > 0) this.say({ kind: "restored", places: this.play.size });
    this.pump.push(...this.guesses.load());
  }

  submit(text: string): void {
    const guess = text.trim();
    if (guess === "") return;
    this.draft = "";
    this.keeper.session.begin(this.deps.now());
    const waiting = this.guesses.put(guess, this.where, this.deps.now());
    this.pump.push(waiting);
    if (this.pump.stuck) this.sayKept(null);
    else this.announceIfSlow(waiting);
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
    this.say({ kind: "every", guess: first.name, places, had: 0 });
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
    for (const waiting of this.pump.drop()) this.guesses.take(waiting);
    this.keeper.clear();
    this.say({ kind: "reset" });
  }

  retry(): void {
    this.pump.retry();
  }

  otherTab(key: string | null, value: string | null): void {
    if (this.keeper.otherTab(key, value)) this.deps.redraw();
  }

  private take(place: Place, others: Place[]): void {
    this.keeper.commit(this.play.add([place], this.deps.now()), "plain");
    this.say({ kind: "hit", place, others, had: 0, near: false });
  }

  private async answered(waiting: Waiting, match: Match): Promise<void> {
    if (!this.guesses.take(waiting)) return; // another tab was quicker
    const { guess, where } = waiting;
    const { take, answer } = judge(this.quiz, match, guess, where, this.play.has);
    if (take.length > 0) this.keeper.commit(this.play.add(take, this.deps.now()), modeOf(where));
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

  private refused(waiting: Waiting, message: string): void {
    this.guesses.take(waiting);
    this.say({ kind: "refused", guess: waiting.guess, message });
  }

  private announceIfSlow(waiting: Waiting): void {
    this.deps.later(() => {
      if (this.pump.waiting.includes(waiting) && !this.pump.stuck) this.say({ kind: "asking", guess: waiting.guess });
    }, SLOW_MS);
  }

  private sayKept(why: "offline" | "busy" | null): void {
    this.trouble = why ?? this.trouble;
    const last = this.pump.waiting.at(-1);
    if (last) this.say({ kind: "kept", guess: last.guess, waiting: this.pump.waiting.length, why: this.trouble });
  }

  private say(answer: Answer): void {
    this.answer = answer;
    this.serial += 1;
    this.deps.redraw();
  }
}
