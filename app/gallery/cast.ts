/** The people and the shop of every picture: the same as in the tests and the demo. */
import type { AgendaShift, Now, Service, User } from "../state/wire.ts";
import { MORE_PEOPLE, MORE_SERVICES } from "./crowd.ts";

export const ANA = { id: "usr_01JANA", name: "Ana Lindqvist" };
export const BO = { id: "usr_01JBO", name: "Bo Larsen" };
export const CHIDI = { id: "usr_01JCHIDI", name: "Chidi Okafor" };
export const PRIMARY = { id: "sch_01JPRIMARY", name: "Shop, primary" };
export const BACKUP = { id: "sch_01JBACKUP", name: "Shop, backup" };

const MINUTE = 60_000;
const DAY = 86_400_000;
export const iso = (at: number): string => new Date(at).toISOString();

const stored = (id: string, at: number) => ({
	id,
	version: 3,
	createdAt: iso(at - 40 * DAY),
	updatedAt: iso(at - DAY),
});

const smokeCheck = (name: string, method: "GET" | "POST", path: string, status: string) => ({
	...{ name, timeoutSeconds: 10 },
	request: {
		...{ method, url: `https://shop.example/${path}`, headers: {}, body: null, followRedirects: true },
	},
	expect: {
		...{ status: [status], bodyContains: null, bodyOmits: null, bodyMatches: null, json: [], headers: {} },
		...{ latencyBelowMs: null, certificateDaysLeft: null },
	},
});
const SMOKE_CHECKS: Service["smokeChecks"] = [
	smokeCheck("Sign in works", "GET", "sign-in", "200-299"),
	smokeCheck("An order goes through", "POST", "api/v2/orders?dry-run=true", "201"),
];

/** The first three are in every picture. */
export const users = (at: number): User[] =>
	[ANA, BO, CHIDI, ...MORE_PEOPLE].map((person, index) => ({
		...stored(person.id, at),
		name: person.name,
		email: `${person.id.slice(7).toLowerCase()}@shop.example`,
		role: index === 0 ? "admin" : index % 7 === 6 ? "observer" : "responder",
		timeZone: index === 2 ? "Africa/Lagos" : "Europe/Stockholm",
		phone: index < 2 ? `+4670123450${index}` : null,
		notificationRules: null,
		quietHours: null,
	}));

export const services = (at: number): Service[] =>
	["Checkout", "Storefront", "Search", "Accounts", ...MORE_SERVICES].map((name, index) => ({
		...stored(index < 4 ? `svc_01J${name.toUpperCase()}` : `svc_01JMORE${index}`, at),
		name,
		teamId: "tea_01JSHOP",
		escalationPolicyId: "pol_01JSHOP",
		defaultSeverity: index === 0 ? "P1" : "P2",
		dependsOn: index === 0 ? ["svc_01JACCOUNTS", "svc_01JMORE4"] : index === 1 ? ["svc_01JCHECKOUT"] : [],
		runbookIds: index === 0 ? ["rbk_01JPOOL"] : [],
		componentId: index < 4 ? `cmp_01J${name.toUpperCase()}` : null,
		publicTitle: null,
		ackTimeoutSeconds: 1_800,
		reopenWindowSeconds: 300,
		smokeChecks: index === 0 ? SMOKE_CHECKS : [],
		links: index === 0 ? [{ label: "Dashboard", url: "https://grafana.shop.example/d/checkout" }] : [],
		tier: index < 4 ? 1 : null,
		soakSeconds: 0,
		notifyUserIds: index === 0 ? [BO.id] : [],
		supportHours:
			index === 0
				? {
						timeZone: "Europe/Stockholm",
						windows: [{ days: [1, 2, 3, 4, 5], from: "08:00", to: "18:00" }],
					}
				: null,
	}));

/** Ana carries the pager until Monday; her phone answered minutes ago, her tablet has long been silent. */
export const turns = (at: number): Pick<Now, "me" | "onCall" | "devices"> => {
	const primary = { scheduleId: PRIMARY.id, scheduleName: PRIMARY.name, startsAt: iso(at - 4 * DAY) };
	const endsAt = iso(mondayAfter(at));
	return {
		me: {
			onCall: [{ ...primary, endsAt }],
			next: [
				{ ...primary, startsAt: iso(mondayAfter(at) + 14 * DAY), endsAt: iso(mondayAfter(at) + 21 * DAY) },
			],
		},
		onCall: [
			{ ...primary, endsAt, userId: ANA.id, userName: ANA.name },
			{
				scheduleId: BACKUP.id,
				scheduleName: BACKUP.name,
				startsAt: primary.startsAt,
				endsAt,
				userId: BO.id,
				userName: BO.name,
			},
		],
		devices: [
			{ ...device("con_01JPIXEL", "Ana’s Pixel"), lastReceiptAt: iso(at - 4 * MINUTE), lastReceiptMs: 910 },
			{ ...device("con_01JIPAD", "iPad"), lastReceiptAt: iso(at - 16 * DAY), lastReceiptMs: 2_300 },
		],
	};
};

/** Two weeks: Ana, then Bo, then somebody with a long name; the backup has a gap on one afternoon. */
export function agenda(at: number): AgendaShift[] {
	const monday = mondayAfter(at);
	const shift = (
		schedule: typeof PRIMARY,
		from: number,
		to: number,
		who: typeof ANA | null,
	): AgendaShift => ({
		...{ scheduleId: schedule.id, scheduleName: schedule.name, source: who ? "rotation" : "gap" },
		...{ userId: who?.id ?? null, userName: who?.name ?? null, startsAt: iso(from), endsAt: iso(to) },
	});
	return [
		shift(PRIMARY, at - MINUTE, monday, ANA),
		shift(PRIMARY, monday, monday + 7 * DAY, BO),
		shift(PRIMARY, monday + 7 * DAY, at + 14 * DAY, MORE_PEOPLE[0] ?? CHIDI),
		shift(BACKUP, at - MINUTE, monday, BO),
		shift(BACKUP, monday, monday + 2 * DAY, CHIDI),
		shift(BACKUP, monday + 2 * DAY, monday + 2.25 * DAY, null),
		shift(BACKUP, monday + 2.25 * DAY, at + 14 * DAY, ANA),
	];
}

const device = (id: string, name: string) => ({ id, name, kind: "push", state: "active" as const });

/** The next Monday, 08:00 UTC. */
function mondayAfter(at: number): number {
	const midnight = Math.floor(at / DAY) * DAY;
	const weekday = new Date(midnight).getUTCDay();
	return midnight + ((8 - weekday) % 7 || 7) * DAY + 8 * 60 * MINUTE;
}
