import m from "mithril";
import { fetchChartData, fetchTopLists } from "../api/dashboard";
import { wireThemeSwitch } from "../ui/theme-switch";
import { type DashboardData, DashboardCtrl } from "./ctrl";
import { chartsView, topListsView } from "./view";

/** Replaces the tables that the server put into the page for browsers without JavaScript. */
function mount(charts: HTMLElement, topLists: HTMLElement, data: DashboardData): void {
  const redraw = (): void => {
    m.redraw();
  };
  const ctrl = new DashboardCtrl(data, { chartData: fetchChartData, topLists: fetchTopLists, redraw });
  m.mount(charts, { view: () => chartsView(ctrl) });
  m.mount(topLists, { view: () => topListsView(ctrl) });
}

wireThemeSwitch();
const [charts, topLists] = [document.getElementById("charts"), document.getElementById("top-lists")];
const json = document.getElementById("dashboard-data")?.textContent; // missing on the sign-in page
if (charts && topLists && json) mount(charts, topLists, JSON.parse(json) as DashboardData);
