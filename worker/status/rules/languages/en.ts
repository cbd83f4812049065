import { OWN_WORDS } from "../../../incidents/rules/own-words.ts";
import { NAME_WORDS } from "../../../incidents/rules/public-name.ts";
import { PLANNED_WORDS } from "../planned.ts";
import { PROMISE_WORDS, UPDATE_WORDS } from "../update-lines.ts";
import { pluralOf } from "./plural.ts";
import type { Words } from "./words.ts";

const plural = pluralOf("en");
const are = (count: number) => plural(count, "is", "are");

export const EN: Words = {
	tag: "en",
	dir: "ltr",
	name: "English",
	stop: ".",
	frame: {
		status: "Status",
		title: (name) => `${name} status`,
		history: "History",
		subscribe: "Subscribe",
		timesUtc: "All times are UTC.",
		timesIn: (zone) => `Times are in ${zone} and UTC.`,
		badge: "Badge",
		incidents: "Incidents",
		languages: "Languages",
	},
	statuses: {
		operational: "Operational",
		degraded_performance: "Degraded performance",
		partial_outage: "Partial outage",
		major_outage: "Major outage",
		under_maintenance: "Under maintenance",
	},
	doubts: { checking: "Being checked", unknown: "Not known" },
	updates: UPDATE_WORDS,
	verdict: {
		nothingListed: "No services listed yet",
		affected: {
			under_maintenance: (names, count) => `${names} ${are(count)} under maintenance`,
			degraded_performance: (names, count) => `${names} ${are(count)} degraded`,
			partial_outage: (names, count) => `${names} ${are(count)} partly down`,
			major_outage: (names, count) => `${names} ${are(count)} down`,
		},
		everything: {
			under_maintenance: "Everything is under maintenance",
			degraded_performance: "Everything is degraded",
			partial_outage: "Everything is partly down",
			major_outage: "Everything is down",
		},
		mixed: (names) => `${names} are having problems`,
		checking: (names, count) => `${names} ${are(count)} being checked`,
		unknown: (names, count) => `We can’t tell how ${names} ${are(count)}`,
		minor: (count) => `${count} minor problems are open`,
		workedAt: (time) => `Everything worked at ${time}`,
		cannotTell: "We can’t tell right now",
		allWell: "All systems operational",
		restWell: "Everything else is operational.",
		notChecked: (names) => `Not checked automatically: ${names}.`,
		others: (count) => `${count} others`,
	},
	parts: {
		components: "Components",
		none: "No services listed yet.",
		openIncidents: "Open incidents",
		recent: "Recent incidents",
		past: "Past incidents",
		noIncidents: "No incidents reported in the last 90 days.",
		noOthers: "No other incidents reported in the last 90 days.",
		latest: "Latest updates",
		updates: "Get updates",
		report: "Report a problem",
		calendar: "Maintenance calendar",
		lastDays: "Last 90 days",
	},
	bars: {
		of: (component) => `${component}, last 90 days`,
		from: "90 days ago",
		to: "Today",
		noData: "No data yet",
		lessThanDay: "Less than a day of data",
		uptime: (percent) => `${percent} uptime`,
		day: (date, what) => `${date}: ${what}`,
		dayWithoutData: "no data",
		down: (length) => `down for ${length}`,
		partly: (length) => `partly down for ${length}`,
		degraded: (length) => `degraded for ${length}`,
		maintenance: "maintenance",
		maintenanceFor: (length) => `maintenance for ${length}`,
		noOutages: "no outages reported",
		since: (date) =>
			`Since ${date}. A partial outage counts as half of its time, degraded performance and planned maintenance as none.`,
		lessThanMinute: "less than a minute",
	},
	incident: {
		names: NAME_WORDS,
		own: OWN_WORDS,
		open: (length) => `since {time}, for ${length}`,
		over: (length) => `{time}, lasted ${length}`,
		promises: PROMISE_WORDS,
		review: "Post-incident review",
		published: "Published {time}",
	},
	planned: {
		states: {
			scheduled: "Scheduled",
			in_progress: "In progress",
			verifying: "Verifying",
			completed: "Completed",
			cancelled: "Canceled",
		},
		ahead: "Scheduled maintenance",
		past: "Past maintenance",
		times: "{from} to {to}",
		words: PLANNED_WORDS,
	},
	history: {
		title: (month) => `History, ${month}`,
		about: (month) => `Incidents and maintenance of ${month}.`,
		none: (month) => `No incidents reported in ${month}.`,
		unavailable: "Not all of this month’s history is available right now. Try again in a minute.",
		months: "Months",
	},
	fresh: {
		never: "No checks yet.",
		checked: (ago, regions) =>
			`Checked ${ago} from ${regions} ${plural(regions, "region", "regions")}, at {time}`,
		current: "As of {time}. Nothing is checked automatically.",
		checksLate: (ago) => `Automatic checks are delayed. Last check ${ago}, at {time}.`,
		late: (ago) => `This page may be out of date. Last updated ${ago}, at {time}.`,
	},
	missing: {
		page: "Page not found",
		incident: "Incident not found",
		component: "Component not found",
		maintenance: "Maintenance not found",
		advice: "Check the address, or go to the status page to see the current status.",
	},
};
