import m from "mithril";
import { fetchFigures, fetchTopLists } from "../api/dashboard";
import { wireThemeSwitch } from "../ui/theme-switch";
import { type DashboardData, DashboardCtrl } from "./ctrl";
import { chartsView, topsView } from "./view";

/** In the place of the tables that stand there without JavaScript. */
function mount(charts: HTMLElement, tops: HTMLElement, boot: DashboardData): void {
  const redraw = (): void => {
    m.redraw();
  };
  const ctrl = new DashboardCtrl(boot, { figures: fetchFigures, tops: fetchTopLists, redraw });
  m.mount(charts, { view: () => chartsView(ctrl) });
  m.mount(tops, { view: () => topsView(ctrl) });
}

wireThemeSwitch();
const [charts, tops] = [document.getElementById("charts"), document.getElementById("tops")];
const data = document.getElementById("dashboard-data")?.textContent; // the page of signing in has none
if (charts && tops && data) mount(charts, tops, JSON.parse(data) as DashboardData);
