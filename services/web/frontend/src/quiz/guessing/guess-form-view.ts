import m from "mithril";
import { isHomonymRule } from "../../game/homonym-rule";
import { singularRegionNoun } from "../../game/region-noun";
import type { QuizCtrl } from "../ctrl";

/** Characters. The API refuses longer guesses; the longest name of a place is not half as long. */
const MAX_GUESS_LENGTH = 200;

export function guessFormView(ctrl: QuizCtrl): m.Children {
  return m(
    "form.guess",
    {
      onsubmit: (event: SubmitEvent) => {
        event.preventDefault();
        ctrl.submit(ctrl.guessText);
        syncInput(ctrl);
      },
    },
    m("div.guess-box", guessInput(ctrl), m("button.guess-go[type=submit]", "Enter")),
    homonymRuleSelect(ctrl),
  );
}

/**
 * Updates the input at once. If it were updated only at the next redraw, a fast player's next letter would be appended
 * to the old guess.
 */
function syncInput({ guessText }: QuizCtrl): void {
  const input = document.querySelector<HTMLInputElement>("#guess");
  if (input) input.value = guessText;
}

function guessInput(ctrl: QuizCtrl): m.Children {
  return m("input#guess.guess-input", {
    type: "text",
    name: "guess",
    placeholder: "Name a place…",
    "aria-label": `Name a place: ${ctrl.quiz.title}`,
    "aria-describedby": "answer",
    maxlength: MAX_GUESS_LENGTH,
    autocomplete: "off",
    autocapitalize: "words",
    autocorrect: "off",
    spellcheck: false,
    enterkeyhint: "go",
    value: ctrl.guessText,
    oninput: (event: InputEvent & { redraw?: boolean }) => {
      ctrl.guessText = (event.target as HTMLInputElement).value;
      event.redraw = false; // nothing else on the page depends on a guess before Enter
    },
  });
}

function homonymRuleSelect(ctrl: QuizCtrl): m.Children {
  const { regions, region_noun: noun } = ctrl.quiz;
  return m(
    "label.where",
    m("span.where-title", "Homonyms and region"),
    m(
      "select#where",
      {
        value: ctrl.homonymRule,
        onchange: (event: Event) => {
          const { value } = event.target as HTMLSelectElement;
          if (isHomonymRule(value)) ctrl.homonymRule = value;
        },
        // onchange fires for each letter typed to select an option. Moving the focus there would send the next letter to
        // the guess field.
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
