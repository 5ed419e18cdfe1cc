import m from "mithril";
import { askMatch, askMatches, askSections } from "../api/quizzes";
import { playsApi } from "../api/plays";
import type { Quiz } from "../api/types";
import { browserShelf, onOtherTab } from "../storage/local-storage";
import { SavedPlays } from "../storage/saved-plays";
import { Store } from "../storage/namespaced-store";
import { newKey, turns } from "../storage/tab-lock";
import { wireThemeSwitch } from "../ui/theme-switch";
import { QuizCtrl } from "./ctrl";
import { saveView } from "./saving/save-status-view";
import { quizView } from "./view";
import { shareButton } from "./sharing/share-view";
import { continueFromAddress, listenForSlash, playGuessFromAddress, rideTheKeyboard, saveBeforeLeaving } from "./window-events";

function bootData(): Quiz {
  return JSON.parse(document.getElementById("quiz-data")?.textContent ?? "null") as Quiz;
}

function makeCtrl(quiz: Quiz): QuizCtrl {
  const shelf = browserShelf();
  return new QuizCtrl(quiz, {
    store: new Store(shelf, quiz.slug),
    match: askMatch,
    sections: askSections,
    saving: { api: playsApi, plays: new SavedPlays(shelf), newKey, exclusively: turns(`toponaut:${quiz.slug}:save`) },
    lists: { matches: askMatches, exclusively: turns(`toponaut:${quiz.slug}:import`) },
    now: () => Date.now(),
    redraw: () => {
      m.redraw();
    },
    later: (action, ms) => {
      const timer = setTimeout(action, ms);
      return () => {
        clearTimeout(timer);
      };
    },
  });
}

function mount(app: HTMLElement): void {
  const ctrl = makeCtrl(bootData());
  ctrl.restore();
  m.mount(app, { view: () => quizView(ctrl) });
  const header = document.getElementById("save-state");
  if (header) m.mount(header, { view: () => saveView(ctrl) });
  const share = document.getElementById("share");
  if (share) m.mount(share, { view: () => shareButton(ctrl) });
  onOtherTab((key, value) => {
    ctrl.otherTab(key, value);
  });
  window.addEventListener("online", () => {
    ctrl.retry();
  });
  listenForSlash();
  rideTheKeyboard();
  saveBeforeLeaving(ctrl);
  playGuessFromAddress(ctrl);
  continueFromAddress(ctrl);
}

wireThemeSwitch();
const app = document.getElementById("app");
if (app) mount(app);
