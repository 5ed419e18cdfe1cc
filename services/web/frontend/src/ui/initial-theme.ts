// Sets the theme. Runs in the head, before the first paint: a page that turned dark later would flash.
import { chosenTheme, followSystemTheme, showTheme, systemTheme } from "../storage/theme";

showTheme(chosenTheme() ?? systemTheme());
followSystemTheme();
document.documentElement.classList.add("js");
