import m from "mithril";
import { isHomonymRule } from "../../game/homonym-rule";
import { singularRegionNoun } from "../../game/region-noun";
import type { QuizCtrl } from "../ctrl";

/** The API refuses longer names; no place's is half as long. */
const LONGEST_GUESS = 200;

export function guessView(ctrl: QuizCtrl): m.Children {
  return m(
    "form.guess",
    {
      onsubmit: (event: SubmitEvent) => {
        event.preventDefault();
        ctrl.submit(ctrl.draft);
        showDraft(ctrl);
      },
    },
    m("div.guess-box", input(ctrl), m("button.guess-go[type=submit]", "Enter")),
    whereSelect(ctrl),
  );
}

/** At once, not with the next frame: a quick typist's next letter would join this guess. */
function showDraft({ draft }: QuizCtrl): void {
  const box = document.querySelector<HTMLInputElement>("#guess");
  if (box) box.value = draft;
}

function input(ctrl: QuizCtrl): m.Children {
  return m("input#guess.guess-input", {
    type: "text",
    name: "guess",
    placeholder: "Name a place…",
    "aria-label": `Name a place: ${ctrl.quiz.title}`,
    "aria-describedby": "answer",
    maxlength: LONGEST_GUESS,
    autocomplete: "off",
    autocapitalize: "words",
    autocorrect: "off",
    spellcheck: false,
    enterkeyhint: "go",
    value: ctrl.draft,
    oninput: (event: InputEvent & { redraw?: boolean }) => {
      ctrl.draft = (event.target as HTMLInputElement).value;
      event.redraw = false; // nothing else on the page depends on a guess before Enter
    },
  });
}

function whereSelect(ctrl: QuizCtrl): m.Children {
  const { regions, region_noun: noun } = ctrl.quiz;
  return m(
    "label.where",
    m("span.where-title", "Homonyms and region"),
    m(
      "select#where",
      {
        value: ctrl.where,
        onchange: (event: Event) => {
          const { value } = event.target as HTMLSelectElement;
          if (isHomonymRule(value)) ctrl.where = value;
        },
        // Not on change: that fires at each letter typed into a closed list, and the next would land in the guess.
        onkeydown: (event: KeyboardEvent & { redraw?: boolean }) => {
          event.redraw = false;
          if (event.key !== "Enter") return;
          event.preventDefault();
          document.getElementById("guess")?.focus();
        },
      },
      m("option", { value: "largest" }, regions.length > 0 ? `Any ${singularRegionNoun(noun)}` : "Largest first"),
      m("option", { value: "every" }, "Every homonym at once"),
      regions.length > 0 &&
        m(
          "optgroup",
          { label: `Only in one ${singularRegionNoun(noun)}` },
          regions.map(({ code, name }) => m("option", { value: `in:${code}` }, name)),
        ),
    ),
  );
}
