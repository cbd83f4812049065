import { CAST_NAMES, type CastName } from "../support/cast.ts";
import { Dice } from "./edge/dice.ts";
import { OFFERS } from "./hand-overs.ts";
import { PUSH_MODES, type PushMode, type Temper } from "./people.ts";
import { RECEIVER_MODES, type ReceiverMode } from "./receivers.ts";
import { SHAPES } from "./shapes.ts";

/** One thing that is decided before a night begins. Seconds count from its begin. */
export type Turn =
	| {
			kind: "outage";
			monitor: number;
			fromS: number;
			toS: number;
			region: string | null;
			flapS: number | null;
	  }
	| { kind: "alert"; key: string; fromS: number; times: number; everyS: number; resolves: boolean }
	| { kind: "declare"; atS: number; severity: "P1" | "P2" | "P3" | "P4" }
	| { kind: "command"; atS: number; what: CommandName; seconds: number; who: CastName }
	| { kind: "monitor"; atS: number; what: "pause" | "resume" | "delete" | "move" | "change"; monitor: number }
	| { kind: "leaves"; atS: number; who: CastName }
	| { kind: "override"; atS: number; who: CastName; forS: number }
	| { kind: "offline"; who: CastName; fromS: number; toS: number }
	| { kind: "push"; who: CastName; mode: PushMode; fromS: number; toS: number }
	| { kind: "database"; how: "down" | "slow" | "flaky" | "silent"; fromS: number; toS: number }
	| { kind: "calls"; share: number; fromS: number; toS: number }
	| { kind: "network"; share: number; fromS: number; toS: number }
	| { kind: "alarms"; how: "lost" | "late" | "twice" | "early"; share: number; fromS: number; toS: number }
	| { kind: "cron"; how: "missing" | "doubled"; fromS: number; toS: number }
	| { kind: "part"; what: "WATCH" | "DESK" | "INCIDENT"; fromS: number; toS: number }
	| { kind: "receiver"; mode: ReceiverMode; fromS: number; toS: number }
	| { kind: "switch"; fromS: number; toS: number }
	| { kind: "kill"; atS: number; what: "all" | "one" | "evict" }
	| { kind: "clock"; atS: number; byS: number };

export const COMMANDS = [
	"acknowledge",
	"unacknowledge",
	"resolve",
	"override",
	"resolve-at-once",
	"resolve-as-user",
	"undo",
	"disposition",
	"reopen",
	"raise",
	"lower",
	"quiet",
	"escalate",
	"snooze",
	"responders",
	"note",
	"update",
	"promise",
	"tell-stakeholders",
	"status",
	"role",
	"remediate",
	"title",
	"merge",
	"split",
	"triage",
	"pin",
	"hide",
	...OFFERS,
] as const;
export type CommandName = (typeof COMMANDS)[number];

export interface Story {
	seed: number;
	shape: number;
	lengthS: number;
	tempers: Record<CastName, Temper>;
	turns: Turn[];
}

/** The last part of every night, in which nothing goes wrong any more. It ends early when all has come to rest. */
export const CALM_S = 160;
/** Of so many nights one has a storm. */
const STORMY = 400;

/** What happens in the night of this seed. The same seed, the same story. */
export function storyOf(seed: number): Story {
	const dice = new Dice();
	dice.reseed(seed);
	const shape = dice.whole(0, SHAPES.length - 1);
	const lengthS = lengthOf(dice);
	const monitors = SHAPES[shape]!.monitors.length;
	const turns: Turn[] = [];
	const some = (most: number, make: () => Turn) => {
		const count = dice.whole(0, most);
		for (let i = 0; i < count; i++) turns.push(make());
	};
	const when = () => dice.whole(5, lengthS - 10);
	const span = (longest: number) => {
		const fromS = when();
		return { fromS, toS: Math.min(lengthS, fromS + dice.whole(5, longest)) };
	};
	const who = () => dice.oneOf(CAST_NAMES);
	if (monitors > 0) some(3, () => outage(dice, monitors, span(700)));
	some(2, () => alert(dice, when()));
	some(1, () => ({ kind: "declare", atS: when(), severity: dice.oneOf(["P1", "P2", "P3", "P4"]) }));
	some(5, () => ({
		kind: "command",
		atS: when(),
		what: dice.oneOf(COMMANDS),
		seconds: dice.whole(20, 400),
		who: who(),
	}));
	if (monitors > 0 && dice.hits(0.3))
		some(2, () => ({
			kind: "monitor",
			atS: when(),
			what: dice.oneOf(["pause", "resume", "delete", "move", "change"]),
			monitor: dice.whole(0, monitors - 1),
		}));
	if (dice.hits(0.1)) turns.push({ kind: "leaves", atS: when(), who: dice.oneOf(["bo", "chidi"]) });
	if (dice.hits(0.2)) turns.push({ kind: "override", atS: when(), who: who(), forS: dice.whole(60, 900) });
	if (dice.hits(0.3)) some(2, () => ({ kind: "offline", who: who(), ...span(300) }));
	if (dice.hits(0.4))
		some(2, () => ({ kind: "push", who: who(), mode: dice.oneOf(PUSH_MODES), ...span(400) }));
	if (dice.hits(0.3)) handOvers(dice, turns, when, who);
	if (SHAPES[shape]!.remediations) remediations(dice, turns, span, when);
	trouble(dice, turns, span, when);
	if (seed % STORMY === 0) storm(dice, turns, when());
	return { seed, shape, lengthS: lengthS + CALM_S, tempers: tempers(dice), turns };
}

/** So many problems that the pages of a person are bundled. */
function storm(dice: Dice, turns: Turn[], fromS: number): void {
	const count = dice.whole(23, 30);
	for (let i = 0; i < count; i++) {
		const ends = dice.hits(0.5);
		const from = fromS + dice.whole(0, 25);
		turns.push({
			...{ kind: "alert", key: `storm-${i}`, fromS: from, resolves: ends },
			...{ times: ends ? 2 : 1, everyS: dice.whole(2, 60) },
		});
	}
}

/** Most nights are short, and a few are long: what goes wrong late must be found too. */
function lengthOf(dice: Dice): number {
	if (dice.hits(0.7)) return dice.whole(40, 150);
	return dice.hits(0.8) ? dice.whole(150, 400) : dice.whole(900, 2_400);
}

function outage(dice: Dice, monitors: number, span: { fromS: number; toS: number }): Turn {
	const region = dice.hits(0.15) ? dice.oneOf(["weur", "enam", "apac"]) : null;
	const flapS = dice.hits(0.2) ? dice.whole(5, 90) : null;
	return { kind: "outage", monitor: dice.whole(0, monitors - 1), ...span, region, flapS };
}

function alert(dice: Dice, fromS: number): Turn {
	const times = dice.hits(0.25) ? dice.whole(5, 30) : dice.whole(1, 3);
	const key = dice.oneOf(["disk", "queue", "cert"]);
	return { kind: "alert", key, fromS, times, everyS: dice.whole(1, 60), resolves: dice.hits(0.6) };
}

/** Somebody takes it, and hands the lead over while levels run: at once, and again. */
function handOvers(dice: Dice, turns: Turn[], when: () => number, who: () => CastName): void {
	const fromS = when();
	const turn = (what: CommandName, atS: number): Turn => ({
		...{ kind: "command" as const, atS, what, seconds: 60, who: who() },
	});
	turns.push(turn("take", fromS));
	const count = dice.whole(1, 6);
	for (let i = 0; i < count; i++)
		turns.push(turn(i % 2 ? dice.oneOf(OFFERS) : "offer", fromS + dice.whole(1, 20) * (i + 1)));
}

/** Somebody runs remediations by hand, receivers behave in many ways, and at times all is stopped. */
function remediations(
	dice: Dice,
	turns: Turn[],
	span: (longest: number) => { fromS: number; toS: number },
	when: () => number,
): void {
	const receivers = dice.whole(1, 4);
	for (let i = 0; i < receivers; i++)
		turns.push({ kind: "receiver", mode: dice.oneOf(RECEIVER_MODES), ...span(400) });
	const asked = dice.whole(0, 4);
	for (let i = 0; i < asked; i++)
		turns.push({ kind: "command", atS: when(), what: "remediate", seconds: dice.whole(20, 400), who: "ana" });
	if (dice.hits(0.2)) turns.push({ kind: "switch", ...span(200) });
}

function trouble(
	dice: Dice,
	turns: Turn[],
	span: (longest: number) => { fromS: number; toS: number },
	when: () => number,
): void {
	if (dice.hits(0.3)) return;
	if (dice.hits(0.3))
		turns.push({ kind: "database", how: dice.oneOf(["down", "slow", "flaky", "silent"]), ...span(300) });
	if (dice.hits(0.3)) turns.push({ kind: "calls", share: dice.between(0.02, 0.3), ...span(200) });
	if (dice.hits(0.2)) turns.push({ kind: "network", share: dice.between(0.05, 0.4), ...span(200) });
	if (dice.hits(0.3))
		turns.push({
			kind: "alarms",
			how: dice.oneOf(["lost", "late", "twice", "early"]),
			share: dice.between(0.2, 1),
			...span(300),
		});
	if (dice.hits(0.2)) turns.push({ kind: "cron", how: dice.oneOf(["missing", "doubled"]), ...span(400) });
	if (dice.hits(0.1))
		turns.push({ kind: "part", what: dice.oneOf(["WATCH", "DESK", "INCIDENT"]), ...span(200) });
	if (dice.hits(0.4)) {
		const kills = dice.whole(1, 4);
		for (let i = 0; i < kills; i++)
			turns.push({
				kind: "kill",
				atS: when() + dice.between(0, 1),
				what: dice.oneOf(["all", "one", "evict"]),
			});
	}
	if (dice.hits(0.05)) turns.push({ kind: "clock", atS: when(), byS: dice.oneOf([-3_600, 3_600, -5, 5]) });
}

function tempers(dice: Dice): Record<CastName, Temper> {
	const one = (): Temper => ({
		hesitatesMs: dice.hits(0.35) ? null : dice.whole(500, 150_000),
		act: dice.hits(0.2) ? "cannot" : "acknowledge",
		taps: dice.hits(0.25) ? dice.whole(2, 3) : 1,
		receipts: dice.hits(0.7),
	});
	return { ana: one(), bo: one(), chidi: one() };
}

/** A story for people: one line for each thing that was decided. */
export function tell(story: Story): string {
	const lines = story.turns.map((turn) => {
		const { kind, ...rest } = turn;
		return `  ${kind}: ${Object.entries(rest)
			.map(([name, value]) => `${name} ${typeof value === "number" ? Math.round(value * 100) / 100 : value}`)
			.join(", ")}`;
	});
	const people = CAST_NAMES.map((name) => {
		const { hesitatesMs, act, taps, receipts } = story.tempers[name];
		const does = hesitatesMs === null ? "never answers" : `after ${hesitatesMs} ms: ${act} × ${taps}`;
		return `  ${name}: ${does}${receipts ? "" : ", sends no receipts"}`;
	});
	const title = `Night ${story.seed}, world "${SHAPES[story.shape]!.name}", ${story.lengthS} s`;
	return [title, ...people, ...lines].join("\n");
}
