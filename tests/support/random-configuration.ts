/** Configurations as files have them, of every section, with names that meet and references that go round. */
import fc from "fast-check";
import { PAGE_LANGUAGES } from "../../worker/people/rules/page-languages.ts";

type Entry = Record<string, unknown>;
type Section = Record<string, Entry>;

/** Overrides begin after this. */
export const FILE_NOW = Date.UTC(2031, 0, 6, 3);

const names = fc.constantFrom(
	"Ana",
	"Zoë Ångström",
	"王小明",
	"Checkout API",
	"Yes",
	"0123",
	"#1: a & b",
	"null",
	"Ana",
);
const zones = fc.constantFrom("Europe/Berlin", "America/Chicago", "Asia/Kolkata", "UTC");
const texts = fc.constantFrom(
	"Look at the pool",
	"- a\n- b\n",
	"  leading",
	"a: b # c",
	"“quoted”",
	"línea\n\n\nlast ",
);
const severity = fc.constantFrom("P1", "P2", "P3", "P4");
const seconds = fc.integer({ min: 1, max: 86_400 });

const some = (keys: string[], max = 3) =>
	fc.uniqueArray(fc.constantFrom(...keys), { maxLength: Math.min(max, keys.length) });
const one = (keys: string[]) => fc.constantFrom(...keys);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 2 });

const restriction = fc.record({
	days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
	from: fc.constantFrom("00:00", "09:00", "22:30"),
	to: fc.constantFrom("00:00", "17:00", "06:15"),
});

const layer = (users: string[]) =>
	fc.record({
		name: names,
		users: some(users),
		rotation: fc.record({
			unit: fc.constantFrom("hour", "day", "week"),
			length: fc.integer({ min: 1, max: 30 }),
			startsAt: fc.constantFrom("2026-01-05T09:00", "2030-10-27T02:30"),
		}),
		restrictions: fc.array(restriction, { maxLength: 2 }),
	});

const override = (users: string[]) =>
	fc
		.record({
			from: fc.integer({ min: 1, max: 300 }),
			hours: fc.integer({ min: 1, max: 40 }),
			user: maybe(one(users)),
			replaces: maybe(one(users)),
		})
		.map(({ from, hours, user, replaces }) => ({
			startsAt: new Date(FILE_NOW + from * 3_600_000).toISOString(),
			endsAt: new Date(FILE_NOW + (from + hours) * 3_600_000).toISOString(),
			user,
			replaces,
		}));

const schedule = (users: string[], teams: string[]) =>
	fc.record({
		name: names,
		timeZone: zones,
		layers: fc.array(layer(users), { maxLength: 2 }),
		team: maybe(one(teams)),
		overrides: fc.array(override(users), { maxLength: 4 }),
	});

const policy = (keys: Keys) => {
	const target = fc.oneof(
		one(keys.users).map((key) => ({ kind: "user", key })),
		one(keys.teams).map((key) => ({ kind: "team", key })),
		one(keys.schedules).map((key) => ({ kind: "schedule", key })),
		one(keys.webhooks).map((key) => ({ kind: "webhook", key })),
	);
	const level = fc.record({
		targets: fc.array(target, { minLength: 1, maxLength: 3 }),
		escalateAfterSeconds: seconds,
	});
	return fc.record({
		name: names,
		levels: fc.array(level, { minLength: 1, maxLength: 3 }),
		repeat: fc.integer({ min: 0, max: 9 }),
		team: maybe(one(keys.teams)),
	});
};

const service = (keys: Keys) =>
	fc.record({
		name: names,
		team: maybe(one(keys.teams)),
		escalationPolicy: one(keys.policies),
		defaultSeverity: severity,
		component: maybe(one(keys.components)),
		notifyUsers: some(keys.users),
		runbooks: some(keys.runbooks),
		links: fc.array(
			fc.record({ label: names, url: fc.constant("https://grafana.example.com/d/1?from={start}") }),
			{ maxLength: 2 },
		),
		smokeChecks: fc.constantFrom([], [{ name: "Answers", request: { url: "https://shop.example.com/" } }]),
		soakSeconds: fc.integer({ min: 0, max: 600 }),
		supportHours: fc.constantFrom(null, {
			timeZone: "Europe/Berlin",
			windows: [{ days: [1, 5], from: "09:00", to: "17:00" }],
		}),
	});

const monitor = (keys: Keys) => fc.oneof(checked(keys), otherwise(keys), heartbeat(keys));

/** What only one kind of check has. */
const otherwise = (keys: Keys) =>
	fc
		.tuple(
			names,
			one(keys.services),
			fc.constantFrom(
				{ kind: "websocket", target: "wss://shop.example.com/feed", request: { body: "ping" } },
				{
					kind: "dns",
					target: "shop.example.com",
					request: { recordType: "MX" },
					expect: { records: { op: "any", values: ["10 mail.example.com"] } },
				},
				{ kind: "tls", target: "shop.example.com:443", expect: { certificateDaysLeft: 14 } },
			),
		)
		.map(([name, service, checks]) => ({ name, service, ...checks }));

const checked = (keys: Keys) =>
	fc.record({
		name: names,
		service: one(keys.services),
		kind: fc.constant("http"),
		target: fc.constant("https://shop.example.com/health"),
		request: fc.constantFrom({}, { headers: { teamId: "not a reference", service: "nor this" } }),
		expect: fc.constantFrom(
			{},
			{ bodyContains: "ok", json: [{ path: "a.b", op: "eq", value: { userId: 1 } }] },
		),
		severity: maybe(severity),
		paused: fc.boolean(),
	});

const heartbeat = (keys: Keys) =>
	fc
		.record({
			name: names,
			service: one(keys.services),
			kind: fc.constant("heartbeat"),
			graceSeconds: fc.integer({ min: 1, max: 604_800 }),
			severity: maybe(severity),
			paused: fc.boolean(),
			intervalSeconds: fc.integer({ min: 10, max: 31_622_400 }),
			schedule: maybe(
				fc.record({ cron: fc.constantFrom("0 2 * * *", "*/15 8-18 * * 1-5"), timeZone: zones }),
			),
		})
		.map(({ intervalSeconds, schedule, ...rest }) => ({
			...rest,
			...(schedule ? { schedule } : { intervalSeconds }),
		}));

const runbook = (keys: Keys) =>
	fc.record({
		name: names,
		match: fc.record({
			services: some(keys.services),
			monitors: some(keys.monitors),
			pattern: maybe(fc.constant("pool|exhausted")),
		}),
		steps: fc.array(
			fc.oneof(
				fc.record({ kind: fc.constant("check"), title: fc.constant("Look"), text: texts }),
				fc.record({
					kind: fc.constant("remediation"),
					title: fc.constant("Restart"),
					remediation: one(keys.remediations),
				}),
			),
			{ minLength: 1, maxLength: 3 },
		),
		team: maybe(one(keys.teams)),
	});

const LISTS = [
	"users",
	"teams",
	"webhooks",
	"components",
	"schedules",
	"policies",
	"services",
	"integrations",
	"monitors",
	"remediations",
	"runbooks",
] as const;
type Keys = Record<(typeof LISTS)[number], string[]>;

const keysOf = (name: string, n: number) => Array.from({ length: n }, (_, i) => `${name}-${(i * 7) % 10}`);

const section = (keys: string[], of: (key: string) => fc.Arbitrary<object>): fc.Arbitrary<Section> =>
	fc.record(Object.fromEntries(keys.map((key) => [key, of(key)]))) as fc.Arbitrary<Section>;

const users = (keys: Keys) =>
	section(keys.users, (key) =>
		fc.record({
			name: names,
			email: fc.constant(`${key}@shop.example`),
			role: fc.constantFrom("admin", "responder", "observer"),
			timeZone: zones,
			phone: maybe(fc.constant("+4915112345678")),
			notificationRules: maybe(fc.constant({ high: [{ method: "push", delaySeconds: 0 }], low: [] })),
		}),
	);

const settings = (keys: Keys) =>
	fc.record({
		organizationName: maybe(names),
		timeZone: maybe(zones),
		pageAccents: maybe(fc.constant({ light: "#0b5c8a", dark: "#7cc4ee" })),
		pageIntro: maybe(names),
		pageFooter: maybe(names),
		collapsedGroups: fc.uniqueArray(names, { maxLength: 2 }),
		languages: fc.uniqueArray(fc.constantFrom(...PAGE_LANGUAGES), { minLength: 1 }),
		stakeholders: fc.array(
			fc.oneof(
				fc.record({ name: names, user: one(keys.users), channel: fc.constant("push") }),
				fc.record({ name: names, user: fc.constant(null), channel: one(keys.webhooks) }),
			),
			{ maxLength: 2 },
		),
	});

/** A whole file: each section has one entry or a few. */
export const configurations: fc.Arbitrary<Entry> = fc
	.record(
		Object.fromEntries(
			LISTS.map((name) => [name, fc.integer({ min: 1, max: 3 }).map((n) => keysOf(name, n))]),
		),
	)
	.map((keys) => keys as Keys)
	.chain((keys) =>
		fc.record({
			tocsin: fc.constant(1),
			settings: settings(keys),
			severityPolicy: fc.record({
				P1: fc.record({ notifyUsers: some(keys.users), ticketWebhook: maybe(one(keys.webhooks)) }),
			}),
			users: users(keys),
			teams: section(keys.teams, () =>
				fc.record({
					name: names,
					members: some(keys.users),
					businessHours: maybe(
						fc.constant({ timeZone: "Europe/Berlin", days: [1, 2], from: "09:00", to: "17:00" }),
					),
				}),
			),
			webhooks: section(keys.webhooks, (key) =>
				fc.record({
					name: names,
					url: fc.constant(`https://hooks.example.com/${key}`),
					events: fc.constantFrom(["*"], [], ["monitor.down"]),
				}),
			),
			components: section(keys.components, (key) =>
				fc.record({
					name: fc.constant(`Part ${key}`),
					group: maybe(names),
					position: fc.nat(50),
					description: maybe(texts),
				}),
			),
			schedules: section(keys.schedules, () => schedule(keys.users, keys.teams)),
			escalationPolicies: section(keys.policies, () => policy(keys)),
			services: section(keys.services, (key) =>
				fc
					.tuple(service(keys), some(keys.services.filter((other) => other !== key).concat("services-0")))
					.map(([own, dependsOn]) => ({
						...own,
						dependsOn: dependsOn.filter((other) => other !== key),
					})),
			),
			integrations: section(keys.integrations, (key) =>
				fc.record({
					service: one(keys.services),
					kind: fc.constantFrom("events-v2", "generic"),
					name: fc.constant(key),
					disabled: fc.boolean(),
				}),
			),
			monitors: section(keys.monitors, () => monitor(keys)),
			remediations: section(keys.remediations, (key) =>
				fc.record({
					name: fc.constant(key),
					service: one(keys.services),
					url: fc.constant("https://hooks.example.com/fix"),
					mode: fc.constantFrom("suggest", "approve", "automatic"),
				}),
			),
			runbooks: section(keys.runbooks, () => runbook(keys)),
		}),
	);
