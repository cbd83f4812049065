import { expect, it } from "vitest";
import { grafana } from "../../../worker/alerts/inbound/grafana/format.ts";

const alert = (fingerprint: string, more: object = {}) => ({
	status: "firing",
	fingerprint,
	labels: { alertname: "High CPU", severity: "critical" },
	annotations: {},
	dashboardURL: "https://grafana.example/d/cpu",
	panelURL: "https://grafana.example/d/cpu?viewPanel=2",
	silenceURL: "https://grafana.example/silence",
	...more,
});
const read = (payload: object) => {
	const reading = grafana.read(payload);
	if (!reading.ok) throw new Error("refused");
	return reading.alerts;
};
const group = (alerts: object[], status = "firing") => ({ groupKey: "g", status, alerts });

it("is one incident for a group, with the alerts as its members, and over when the group is", () => {
	const firing = read(group([alert("a"), alert("b", { status: "resolved" })]));
	expect(firing.map(({ action, dedupKey, memberKey }) => [action, dedupKey, memberKey])).toEqual([
		["trigger", "g", "a"],
		["resolve", "g", "b"],
	]);
	const over = read(group([alert("a", { status: "resolved" })], "resolved"));
	expect(over.at(-1)).toMatchObject({ action: "resolve", memberKey: null, source: "grafana" });
});

it("leads to the dashboard, the panel and the way to silence it", () => {
	expect(read(group([alert("a")]))[0]?.links.map(({ text }) => text)).toEqual([
		"Dashboard",
		"Panel",
		"Silence",
	]);
});

it("names the rule whose data is missing", () => {
	const labels = { alertname: "DatasourceNoData", rulename: "High CPU" };
	expect(read(group([alert("a", { labels })]))[0]?.title).toBe("High CPU: DatasourceNoData");
	expect(read(group([alert("a", { labels: { rulename: "x" } })]))[0]?.title).toBe("Alert from Grafana");
});
