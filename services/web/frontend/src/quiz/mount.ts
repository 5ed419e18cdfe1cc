import m from "mithril";
import { askMatch, askSections } from "../api/client";
import type { Quiz } from "../api/types";
import { browserShelf, onOtherTab } from "../storage/browser";
import { Store } from "../storage/store";
import { wireThemeSwitch } from "../ui/theme-switch";
import { QuizCtrl } from "./ctrl";
import { saveView } from "./save-view";
import { quizView } from "./view";
import { listenForSlash, playGuessFromAddress, rideTheKeyboard } from "./window-events";

function bootData(): Quiz {
  return JSON.parse(document.getElementById("quiz-data")?.textContent ?? "null") as Quiz;
}

function makeCtrl(quiz: Quiz): QuizCtrl {
  return new QuizCtrl(quiz, {
    store: new Store(browserShelf(), quiz.slug),
    match: askMatch,
    sections: askSections,
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
  onOtherTab((key, value) => {
    ctrl.otherTab(key, value);
  });
  window.addEventListener("online", () => {
    ctrl.retry();
  });
  listenForSlash();
  rideTheKeyboard();
  playGuessFromAddress(ctrl);
}

wireThemeSwitch();
const app = document.getElementById("app");
if (app) mount(app);
