import m from "mithril";
import { newIdempotencyKey } from "../api/idempotency-key";
import { playsApi } from "../api/plays";
import { fetchMatch, fetchMatches, fetchSections } from "../api/quizzes";
import type { Quiz } from "../api/types";
import { localStorageBackend, onOtherTabWrite } from "../storage/local-storage";
import { NamespacedStore } from "../storage/namespaced-store";
import { SavedPlays } from "../storage/saved-plays";
import { tabLock } from "../storage/tab-lock";
import { wireThemeSwitch } from "../ui/theme-switch";
import { QuizCtrl } from "./ctrl";
import { fitPageToKeyboard, focusInputOnSlash } from "./keyboard";
import { saveOnUnload } from "./save-on-unload";
import { saveStatusView } from "./saving/save-status-view";
import { shareButton } from "./sharing/share-view";
import { applyContinueParam, applyGuessParam } from "./url-params";
import { quizView } from "./view";

function embeddedQuiz(): Quiz {
  return JSON.parse(document.getElementById("quiz-data")?.textContent ?? "null") as Quiz;
}

function createCtrl(quiz: Quiz): QuizCtrl {
  const backend = localStorageBackend();
  return new QuizCtrl(quiz, {
    store: new NamespacedStore(backend, quiz.slug),
    match: fetchMatch,
    sections: fetchSections,
    saving: { api: playsApi, plays: new SavedPlays(backend), newIdempotencyKey, withTabLock: tabLock(`toponaut:${quiz.slug}:save`) },
    importing: { matches: fetchMatches, withTabLock: tabLock(`toponaut:${quiz.slug}:import`) },
    now: () => Date.now(),
    redraw: () => {
      m.redraw();
    },
    schedule: (action, ms) => {
      const timer = setTimeout(action, ms);
      return () => {
        clearTimeout(timer);
      };
    },
  });
}

function mount(app: HTMLElement): void {
  const ctrl = createCtrl(embeddedQuiz());
  ctrl.restore();
  m.mount(app, { view: () => quizView(ctrl) });
  const saveState = document.getElementById("save-state");
  if (saveState) m.mount(saveState, { view: () => saveStatusView(ctrl) });
  const share = document.getElementById("share");
  if (share) m.mount(share, { view: () => shareButton(ctrl) });
  onOtherTabWrite((key, value) => {
    ctrl.onOtherTabWrite(key, value);
  });
  window.addEventListener("online", () => {
    ctrl.retry();
  });
  focusInputOnSlash();
  fitPageToKeyboard();
  saveOnUnload(ctrl);
  applyGuessParam(ctrl);
  applyContinueParam(ctrl);
}

wireThemeSwitch();
const app = document.getElementById("app");
if (app) mount(app);
