// Sets the theme. This script runs in the head, before the first paint: otherwise a dark page would flash white first.
import { chosenTheme, followSystemTheme, showTheme, systemTheme } from "../storage/theme";

showTheme(chosenTheme() ?? systemTheme());
followSystemTheme();
document.documentElement.classList.add("js");
