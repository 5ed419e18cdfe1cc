// The rules of the HTML standard, and those of html-validate for screen readers.
export default {
  extends: ["html-validate:standard", "html-validate:a11y"],
  rules: {
    // Browsers forget that an element is a table or a list when a style changes its display: the role says it again.
    "no-redundant-role": "off",
    // A list may have a name, unlike a span.
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
    // The page of a busy server loads itself again after some seconds. It holds nothing that a reader would lose.
    "meta-refresh": "off",
    // The search field filters while the player types; there is nothing to submit.
    "wcag/h32": "off",
  },
};
