/** A plan is as large as its ladder, and an edit concerns only the services that name what it changes. */
import { beforeAll, describe, expect, it } from "vitest";
import { readPagingPlan } from "../../db/services/paging-plan.ts";
import type { Edge } from "./edge/edge.ts";
import { ADMIN, emptyWorld, inWorld, make } from "./world.ts";

const PEOPLE = 200;
const SERVICES = 100;
const TEAMS = 20;
const METHODS = 3;
const id = (made: { id: string }) => made.id;

/** Twenty teams of ten, each with a schedule and a policy, and five services each. One admin. */
class Organization {
	people: string[] = [];
	teams: string[] = [];
	schedules: string[] = [];
	policies: string[] = [];
	services: string[] = [];
	admin = "";

	readonly edge: Edge;

	constructor(edge: Edge) {
		this.edge = edge;
	}

	post(path: string, body: object) {
		return this.edge.until(make(this.edge, path, body));
	}

	person(name: string, role = "responder") {
		return this.post("users", { name, email: `${name}@shop.example`, role }).then(id);
	}

	async method(userId: string, n: number) {
		const url = `https://hooks.example.com/${userId}/${n}`;
		return id(await this.post(`users/${userId}/contact-methods`, { kind: "webhook", name: `${n}`, url }));
	}

	async build() {
		this.admin = await this.person("Ana", "admin");
		for (let n = 0; n < PEOPLE; n++) this.people.push(await this.person(`person-${n}`));
		for (const person of this.people) for (let n = 0; n < METHODS; n++) await this.method(person, n);
		for (let t = 0; t < TEAMS; t++) {
			const memberIds = this.people.slice(t * 10, t * 10 + 10);
			this.teams.push(id(await this.post("teams", { name: `Team ${t}`, memberIds })));
			const rotation = { unit: "week", length: 1, startsAt: "2031-01-06T09:00" };
			const layer = { name: "Weekly", userIds: memberIds.slice(0, 5), rotation, restrictions: [] };
			const schedule = { name: `Rota ${t}`, timeZone: "UTC", layers: [layer] };
			this.schedules.push(id(await this.post("schedules", schedule)));
			const levels = [{ targets: [{ kind: "schedule", id: this.schedules[t] }], escalateAfterSeconds: 300 }];
			this.policies.push(
				id(await this.post("escalation-policies", { name: `Policy ${t}`, levels, repeat: 0 })),
			);
		}
		for (let s = 0; s < SERVICES; s++) {
			const t = s % TEAMS;
			const fields = { teamId: this.teams[t], escalationPolicyId: this.policies[t] };
			this.services.push(id(await this.post("services", { name: `Service ${s}`, ...fields })));
		}
		await this.edge.pass(10_000);
	}

	plan(service: string, also: { kind: "user" | "schedule" | "team" | "webhook"; id: string }[] = []) {
		const db = this.edge.env.DB as Parameters<typeof readPagingPlan>[0];
		return this.edge.until(readPagingPlan(db, service, also)).then((plan) => plan!);
	}

	/** The plan that a Desk keeps. */
	kept(service: string) {
		const text = this.edge
			.object("DESK", service)
			.store.peek("SELECT value FROM meta WHERE name = 'service'");
		return JSON.parse(String(text[0]!.value)).plan as Awaited<ReturnType<Organization["plan"]>>;
	}

	/** What this change costs once everybody who keeps a copy has heard of it. */
	async cost(change: () => Promise<unknown>) {
		this.edge.forgetCounts();
		await change();
		await this.edge.pass(5_000);
		return structuredClone(this.edge.counts);
	}

	patch(path: string, body: object) {
		return this.edge.until(this.edge.http("PATCH", `/api/v1/${path}`, body, ADMIN));
	}
}

describe("an organization of 200 people with 3 methods each and 100 services", () => {
	let shop: Organization;
	const within = <Result>(work: () => Promise<Result>) => inWorld(shop.edge, work);

	beforeAll(async () => {
		const edge = await emptyWorld(Date.UTC(2031, 0, 7, 3));
		shop = new Organization(edge);
		await within(() => shop.build());
	}, 120_000);

	it("keeps for each service only whom its ladder, its team and the fallback can reach: less than a tenth", () =>
		within(async () => {
			const plan = await shop.plan(shop.services[0]!);
			expect(plan.people.map((person) => person.id).sort()).toEqual(
				[shop.admin, ...shop.people.slice(0, 10)].sort(),
			);
			expect(plan.schedules.map(id)).toEqual([shop.schedules[0]]);
			expect(plan.teams.map(id)).toEqual([shop.teams[0]]);
			const bytes = JSON.stringify(plan).length;
			console.info(`bytes of a plan: ${bytes}`);
			expect(bytes).toBeLessThan(20_000);
			expect(shop.kept(shop.services[0]!).people).toHaveLength(11);
		}));

	it("hears nothing of a new person and their methods: no Desk is asked, and nothing of theirs is written", () =>
		within(async () => {
			const counts = await shop.cost(async () => {
				const newcomer = await shop.person("newcomer");
				for (let n = 0; n < METHODS; n++) await shop.method(newcomer, n);
			});
			console.info(`a new person with 3 methods: ${JSON.stringify(counts)}`);
			expect(counts.requests).toBe(0);
			expect(counts.objects.written).toBe(0);
			// 256,818 bytes, 400 requests, 812 rows written and 338,603 read, when each Desk held everybody.
			expect(counts.database.written).toBeLessThanOrEqual(20);
			expect(counts.database.read).toBeLessThanOrEqual(10);
		}));

	it("tells of a new member only the services of that team, and each of them once", () =>
		within(async () => {
			const newcomer = await shop.person("member");
			const memberIds = [...shop.people.slice(10, 20), newcomer];
			const counts = await shop.cost(() => shop.patch(`teams/${shop.teams[1]}`, { memberIds }));
			console.info(`a new member of a team: ${JSON.stringify(counts)}`);
			expect(counts.requests).toBe(SERVICES / TEAMS);
			const names = (n: number) => shop.kept(shop.services[n]!).people.map(id);
			for (const n of [1, 21, 41, 61, 81]) expect(names(n)).toContain(newcomer);
			expect(names(0)).not.toContain(newcomer);
		}));

	it("tells of an override only the services of that schedule", () =>
		within(async () => {
			const stranger = shop.people[199]!;
			const startsAt = "2031-01-07T04:00:00.000Z";
			const body = { startsAt, endsAt: "2031-01-07T09:00:00.000Z", userId: stranger };
			const path = `schedules/${shop.schedules[2]}/overrides`;
			const counts = await shop.cost(() => shop.post(path, body));
			expect(counts.requests).toBe(SERVICES / TEAMS);
			expect(shop.kept(shop.services[2]!).people.map(id)).toContain(stranger);
		}));

	it("switches a phone off everywhere its owner is named, and nowhere else", () =>
		within(async () => {
			const owner = shop.people[30]!;
			const method = shop.kept(shop.services[3]!).people.find((one) => one.id === owner)!.methods[0]!;
			const path = `users/${owner}/contact-methods/${method.id}`;
			const counts = await shop.cost(() => shop.patch(path, { state: "disabled" }));
			expect(counts.requests).toBe(SERVICES / TEAMS);
			const now = shop.kept(shop.services[3]!).people.find((one) => one.id === owner)!;
			expect(now.methods.find((one) => one.id === method.id)!.state).toBe("disabled");
		}));

	it("is in every plan with its admins, and with nobody who is one no longer", () =>
		within(async () => {
			const climber = shop.people[100]!;
			await shop.cost(() => shop.patch(`users/${climber}`, { role: "admin" }));
			expect(shop.kept(shop.services[0]!).people.map(id)).toContain(climber);
			await shop.cost(() => shop.patch(`users/${climber}`, { role: "responder" }));
			expect(shop.kept(shop.services[0]!).people.map(id)).not.toContain(climber);
		}));

	it("adds to a plan whom an incident names beside it, with everybody whom that means", () =>
		within(async () => {
			const stranger = shop.people[55]!;
			const also = [
				{ kind: "user" as const, id: stranger },
				{ kind: "team" as const, id: shop.teams[7]! },
			];
			const { people } = await shop.plan(shop.services[0]!, also);
			const ids = people.map((person) => person.id);
			expect(ids).toContain(stranger);
			expect(ids).toEqual(expect.arrayContaining(shop.people.slice(70, 80)));
			expect(ids).toHaveLength(22);
		}));

	it("is read twice, however many changes come while a Desk reads", () =>
		within(async () => {
			const desk = shop.edge.object("DESK", shop.services[4]!);
			const { calls } = await shop
				.cost(async () => {
					await shop.edge.until(Promise.all(Array.from({ length: 10 }, () => desk.call("refresh", []))));
				})
				.then((counts) => counts.database);
			// The plan, the integrations and the planned maintenances, each time.
			expect(calls).toBe(6);
		}));
});
