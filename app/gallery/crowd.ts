/** More of everything than is comfortable, with the longest, widest and most foreign names: what breaks a screen. */
import type { Incident, Monitor } from "../state/wire.ts";

export const MORE_PEOPLE = [
	"Maximiliana Aleksandrovna Featherstonehaugh-Konstantinopolskaya",
	"Wolfeschlegelsteinhausenbergerdorff",
	"Bo Svensson",
	"山田 太郎",
	"Владимир Константинопольский",
	"محمد عبد الرحمن الأنصاري",
	"Nguyễn Thị Minh Khai",
	"Siobhán Ní Dhuibhne",
	"ಅನುಷಾ ಕೃಷ್ಣಮೂರ್ತಿ",
	"김민준",
	"Ö",
	"Rhoshandiatellyneshiaunneveshenk Williams",
].map((name, index) => ({ id: `usr_01JMORE${index}`, name }));

export const MORE_SERVICES = [
	"Payments reconciliation and settlement for all marketplaces",
	"internal-kubernetes-ingress-controller-production-eu-west-1",
	"決済サービス",
	"Поиск по каталогу",
	"خدمة الدفع",
	"E-mail",
	"Recommendations",
	"Warehouse",
];

type Told = Pick<Incident, "title" | "severity" | "state"> & Partial<Pick<Incident, "flapping">>;

/** Fifteen incidents beside the shop's own five: five that nobody has, five that somebody has, five that are over. */
export const MORE_INCIDENTS: Told[] = [
	{ title: "Sign-in is down in 2 of 3 regions", severity: "P1", state: "triggered" },
	{
		title:
			"https://payments.internal.shop.example/api/v3/reconciliation/settlements/marketplaces/healthz?deep=true answers HTTP 503",
		severity: "P2",
		state: "triggered",
		flapping: true,
	},
	{ title: "決済サービスの応答が遅く、半分がタイムアウトしています", severity: "P2", state: "triggered" },
	{
		title:
			"KubernetesPodCrashLoopingInNamespaceRecommendationsForMoreThanFifteenMinutesOnEveryReplicaOfTheDeployment",
		severity: "P3",
		state: "triggered",
	},
	{ title: "بوابة الدفع لا تستجيب في منطقتين من ثلاث مناطق", severity: "P3", state: "triggered" },
	{ title: "Поиск по каталогу отвечает за 4,2 секунды", severity: "P2", state: "acknowledged" },
	{
		title:
			"The nightly settlement of all marketplaces hasn’t finished by seven in the morning, so that sellers in three countries see yesterday’s balance and support is asked about it every few minutes",
		severity: "P2",
		state: "acknowledged",
		flapping: true,
	},
	{ title: "Warehouse label printer queue grows", severity: "P3", state: "acknowledged" },
	{ title: "Email bounces at one provider", severity: "P4", state: "acknowledged" },
	{ title: "Disk of the build machine is 91% full", severity: "P4", state: "acknowledged" },
	{ title: "Storefront answers HTTP 500 to one in nine", severity: "P1", state: "resolved" },
	{ title: "推薦が空です", severity: "P3", state: "resolved" },
	{ title: "Replication lags by 40 minutes", severity: "P2", state: "resolved" },
	{ title: "Certificate of accounts.shop.example ends in 13 days", severity: "P4", state: "resolved" },
	{ title: "Search answers nothing in Asia-Pacific", severity: "P2", state: "resolved" },
];

/** Fifty-five monitors beside the shop's own five, spread over the services. */
export function moreMonitors(services: { id: string; name: string }[]): MonitorTold[] {
	return Array.from({ length: 55 }, (_, index) => {
		const service = services[index % services.length] ?? { id: "", name: "" };
		const [what, path] = TARGETS[index % TARGETS.length] ?? ["", ""];
		return {
			name: `${service.name}, ${what}`,
			serviceId: service.id,
			state: STATES[index % STATES.length] ?? "up",
			target: `https://${index}.shop.example${path}`,
			month: 1 - (index % 9) / 1_000,
		};
	});
}

export interface MonitorTold {
	name: string;
	serviceId: string;
	state: Monitor["state"];
	target: string;
	/** Uptime, 0 to 1; null while nothing was measured. */
	month: number | null;
}

const STATES: Monitor["state"][] = [
	"up",
	"up",
	"up",
	"degraded",
	"up",
	"up",
	"down",
	"up",
	"unknown",
	"up",
	"up",
];
const TARGETS = [
	["home page", "/"],
	["health", "/healthz"],
	[
		"the one that asks every part that it depends on",
		"/healthz?deep=true&trace=3f6a0c1d9b2e4f58a7c6d5e4f3a2b1c0",
	],
	["sign-in", "/login"],
	["certificate", "/.well-known/security.txt"],
];
