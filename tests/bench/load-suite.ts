import { apiOf } from "../support/api.ts";
import { clientOf } from "../support/client.ts";
import type { Launched } from "../support/launched.ts";
import { eventually, preciseNow, sleep } from "../support/wait.ts";
import { figure, KEYS, launcherOf, onFresh, type Pager, type Place } from "./alert-rig.ts";
import { atRate, overConnections, type Sent } from "./flood.ts";
import { type Figure, percentile, residentMiB } from "./measure.ts";

/** `TOCSIN_OVERLOAD_SECONDS`: how long each of the two overloads lasts. */
const OVERLOAD_MS = Number(process.env.TOCSIN_OVERLOAD_SECONDS ?? 60) * 1_000;
const FEW = 10;
const MANY = { people: 200, services: 100 };
const METHODS = 3;

/** Floods of alerts before `npm start`. Each figure is told when it is known: an overload takes its time. */
export async function benchLoad(): Promise<Figure[]> {
	const figures: Figure[] = [];
	figures.push(...(await onFresh(connectionFigures)));
	const sustainable = figures[0]?.value ?? 50;
	figures.push(...(await onFresh((place) => rateFigures(place, "200", KEYS, 200, 8_000))));
	for (const keys of [1, KEYS]) {
		const name = `overload_${keys}`;
		figures.push(...(await onFresh((place) => rateFigures(place, name, keys, 4 * sustainable, OVERLOAD_MS))));
	}
	return figures;
}

async function connectionFigures({ launched, pager, keys, memory }: Place): Promise<Figure[]> {
	const quiet = await oneByOne(launched.port, keys, pager);
	const before = residentMiB(launcherOf(launched));
	const sent = await overConnections({ port: launched.port, keys, name: "conn" }, 50, 8_000);
	const accepted = sent.filter(({ status }) => status === 202);
	const first = Math.min(...sent.map(({ at }) => at));
	const last = Math.max(...sent.map(({ at, tookMs }) => at + tookMs));
	const told = "Distinct alerts over 50 connections:";
	return [
		figure("connections", `${told} accepted a second`, (accepted.length * 1_000) / (last - first), "", {
			atLeast: 250,
		}),
		figure(
			"connections_p99",
			`${told} answer, p99`,
			percentile(
				accepted.map((one) => one.tookMs),
				0.99,
			),
			"ms",
			{ atMost: 500 },
		),
		figure("connections_refused", `${told} sent away`, sent.length - accepted.length, ""),
		figure("quiet_page", "One alert: page, p50", percentile(quiet, 0.5), "ms"),
		figure("quiet_page_p95", "One alert: page, p95", percentile(quiet, 0.95), "ms"),
		figure("launcher", "Memory of the launcher", before, "MiB", { atMost: 90 }),
		figure("runtime", "Memory of the runtime after that", memory(), "MiB"),
	];
}

/** From an alert to its page, with nothing else going on. */
async function oneByOne(port: number, keys: string[], pager: Pager): Promise<number[]> {
	const took: number[] = [];
	for (let n = 0; n < 20; n++) {
		const name = `quiet-${n}`;
		const [sent] = await atRate({ port, keys: [keys[n % keys.length]!], name }, 1, 1_000);
		await eventually("a page", () => pager.arrivedAt.ana!.has(sent!.title), 30_000, 5);
		took.push(pager.arrivedAt.ana!.get(sent!.title)! - sent!.at);
	}
	return took;
}

async function rateFigures(
	{ launched, pager, keys, memory }: Place,
	name: string,
	keyCount: number,
	perSecond: number,
	forMs: number,
): Promise<Figure[]> {
	const before = memory();
	const flood = { port: launched.port, keys: keys.slice(0, keyCount), name: `flood-${name}` };
	const sent = await atRate(flood, perSecond, forMs);
	await sleep(10_000);
	const told = `${Math.round(perSecond)} a second for ${forMs / 1_000} s, ${keyCount} keys:`;
	const count = (which: (one: Sent) => boolean) => sent.filter(which).length;
	const restarts = launched.output().split("starting it again").length - 1;
	const accepted = sent.filter(({ status }) => status === 202);
	const own = accepted.flatMap(({ title, at }) => {
		const arrivedAt = pager.arrivedAt.ana!.get(title);
		return arrivedAt === undefined ? [] : [arrivedAt - at];
	});
	return [
		figure(`${name}_sent`, `${told} sent`, sent.length, ""),
		figure(`${name}_accepted`, `${told} accepted`, accepted.length, ""),
		figure(
			`${name}_away`,
			`${told} sent away with Retry-After`,
			count((one) => one.mayComeAgain),
			"",
		),
		figure(
			`${name}_unanswered`,
			`${told} without an answer`,
			count((one) => one.status === 0),
			"",
			{ atMost: 0 },
		),
		figure(`${name}_restarts`, `${told} restarts of the runtime`, restarts, "", { atMost: 0 }),
		figure(
			`${name}_answer_p95`,
			`${told} answer, p95`,
			percentile(
				sent.map((one) => one.tookMs),
				0.95,
			),
			"ms",
		),
		figure(`${name}_pages`, `${told} pages of accepted alerts`, own.length, ""),
		figure(`${name}_page_p95`, `${told} page of an accepted alert, p95`, percentile(own, 0.95), "ms"),
		figure(`${name}_memory`, `${told} memory of the runtime grew by`, memory() - before, "MiB"),
	];
}

/** What an edit costs in a large organization. */
export async function benchEdits(): Promise<Figure[]> {
	const few = await onFresh(({ launched }) => editFigures(launched, "few", FEW, 1));
	const many = await onFresh(({ launched }) => editFigures(launched, "many", MANY.people, MANY.services));
	const ratio = (many[0]?.value ?? Number.NaN) / (few[0]?.value ?? Number.NaN);
	const what = "Adding a person with 3 methods: 200 people and 100 services, times 10 people";
	return [...few, ...many, figure("edit_ratio", what, ratio, "×", { atMost: 1.5 })];
}

/** The middle of some people who come one after the other. */
async function editFigures(
	launched: Launched,
	name: string,
	people: number,
	services: number,
): Promise<Figure[]> {
	const client = clientOf(apiOf(launched.url, launched.adminToken));
	const add = async (n: number) => {
		const user = await client.make("/api/v1/users", {
			name: `P${n}`,
			email: `p${n}@shop.example`,
			role: "responder",
		});
		for (let m = 0; m < METHODS; m++) {
			const method = { kind: "webhook", name: `${m}`, url: `https://hooks.example.com/${n}/${m}` };
			await client.make(`/api/v1/users/${user.id}/contact-methods`, method);
		}
		return user.id;
	};
	const ids: string[] = [];
	for (let n = 0; n < people; n++) ids.push(await add(n));
	const policies: string[] = [];
	for (let n = 0; n < Math.ceil(people / 10); n++) {
		const targets = ids.slice(n * 10, n * 10 + 10).map((id) => ({ kind: "user", id }));
		const levels = [{ targets, escalateAfterSeconds: 300 }];
		policies.push(
			(await client.make("/api/v1/escalation-policies", { name: `P${n}`, levels, repeat: 0 })).id,
		);
	}
	for (let n = 0; n < services; n++) {
		const escalationPolicyId = policies[n % policies.length];
		await client.make("/api/v1/services", { name: `More ${n}`, escalationPolicyId });
	}
	await sleep(5_000);
	const took: number[] = [];
	for (let n = 0; n < 9; n++) {
		const begun = preciseNow();
		await add(10_000 + n);
		took.push(preciseNow() - begun);
	}
	const what = `Adding a person with 3 methods at ${people} people and ${services} services`;
	return [figure(`edit_${name}`, what, percentile(took, 0.5), "ms")];
}
