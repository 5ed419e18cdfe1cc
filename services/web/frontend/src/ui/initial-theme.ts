// Sets the theme. Runs in the head, before the first paint: a page that turned dark later would flash.
import { chosenTheme, followSystem, showTheme, systemTheme } from "../storage/theme";

showTheme(chosenTheme() ?? systemTheme());
followSystem();
document.documentElement.classList.add("js");
