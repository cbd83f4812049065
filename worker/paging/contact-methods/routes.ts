import { Hono } from "hono";
import type { z } from "zod";
import {
	type ContactMethodRow,
	contactMethodRows,
	methodOfEndpoint,
	ofUser,
} from "../../../db/paging/contact-methods.ts";
import { userRows } from "../../../db/people/users.ts";
import { isDuplicate } from "../../../db/platform/client.ts";
import type { FieldError } from "../../platform/contract/problem.ts";
import { storedWire } from "../../platform/contract/stored.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { fieldError, notFound } from "../../platform/http/input.ts";
import { invalid, problem } from "../../platform/http/problems.ts";
import { refreshAllDesks } from "../../platform/http/refresh.ts";
import {
	createOne,
	listAll,
	newStored,
	type Resource,
	readOne,
	removeOne,
	updateOne,
} from "../../platform/http/resource.ts";
import { blockedTarget } from "../../platform/http/targets.ts";
import { toWireOrNull } from "../../platform/rules/time.ts";
import { sha256Hex } from "../../platform/vault/digest.ts";
import { seal } from "../../platform/vault/seal.ts";
import { webhookSecret } from "../../platform/vault/webhook-secret.ts";
import { sendTestPage } from "../test-page.ts";
import { contactMethodCalls, type contactMethodIn, type contactMethodPatch } from "./contract.ts";
import { type Address, openAddress, readableAddress, refuseSubscription } from "./method-address.ts";

type Given = z.output<typeof contactMethodIn>;
type Patch = z.output<typeof contactMethodPatch>;

const methods: Resource<ContactMethodRow> = {
	kind: "contactMethod",
	rows: contactMethodRows,
	plain: (row) => ({
		...storedWire(row),
		userId: row.userId,
		kind: row.kind,
		name: row.name,
		state: row.state,
		endpointHash: row.endpointHash,
		lastReceiptAt: toWireOrNull(row.lastReceiptAt),
		lastReceiptMs: row.lastReceiptMs,
	}),
	show: (c, rows) =>
		Promise.all(rows.map(async (row) => ({ ...methods.plain(row), ...(await readableAddress(c.env, row)) }))),
	changed: async (c) => refreshAllDesks(c),
};

export const contactMethodRoutes = new Hono<AppEnv>();

const of = (userId: string) => (row: ContactMethodRow) => row.userId === userId;
const userOf = (c: AppContext, userId: string) => userRows.read(c.env.DB, userId);

handle(contactMethodRoutes, contactMethodCalls.list, async (c, { ids, query }) => {
	return (await userOf(c, ids.userId)) ? listAll(c, methods, query, ofUser(ids.userId)) : notFound(c);
});
handle(contactMethodRoutes, contactMethodCalls.read, (c, { ids }) =>
	readOne(c, methods, ids.id, of(ids.userId)),
);
handle(contactMethodRoutes, contactMethodCalls.remove, (c, { ids }) =>
	removeOne(c, methods, ids.id, of(ids.userId)),
);

handle(contactMethodRoutes, contactMethodCalls.create, async (c, { ids, body }) => {
	const user = await userOf(c, ids.userId);
	if (!user) return notFound(c);
	const errors = await refuseGiven(c, body);
	if (errors.length > 0) return invalid(c, errors);
	if (body.kind === "push") return registerPush(c, user.id, body);
	const row = { ...newMethod(), userId: user.id, kind: body.kind, endpointHash: null };
	if (body.kind === "webhook") {
		const secret = webhookSecret();
		const address = await seal(c.env, row.id, JSON.stringify({ url: body.url, secret }));
		const made = { ...row, name: body.name, state: "active" as const, address };
		return createOne(c, methods, made, { secrets: { secret } });
	}
	const address = await seal(c.env, row.id, JSON.stringify({ address: body.address ?? user.email }));
	return createOne(c, methods, { ...row, name: body.name ?? body.kind, state: "unverified", address });
});

/** No page has arrived there yet. */
const newMethod = () => ({ ...newStored("contactMethod"), lastReceiptAt: null, lastReceiptMs: null });

type GivenPush = Extract<Given, { kind: "push" }>;

/** A phone that registers again keeps its row: with new keys, and with its new owner when somebody else logged in. */
async function registerPush(c: AppContext, userId: string, given: GivenPush): Promise<Response> {
	const { endpoint, keys } = given.subscription;
	const endpointHash = await sha256Hex(endpoint);
	const known = await methodOfEndpoint(c.env.DB, endpointHash);
	const stored = known ?? newMethod();
	const address = await seal(c.env, stored.id, JSON.stringify({ endpoint, keys }));
	const facts = { userId, kind: "push", name: given.name, state: "active", address, endpointHash } as const;
	if (known) return registeredAgain(await updateOne(c, methods, known.id, (row) => ({ ...row, ...facts })));
	try {
		return await createOne(c, methods, { ...stored, ...facts });
	} catch (error) {
		if (isDuplicate(error, "contact_methods.endpoint_hash")) return registerPush(c, userId, given);
		throw error;
	}
}

/** To the phone it makes no difference whether it was known. */
function registeredAgain(updated: Response): Response {
	return updated.status === 200
		? new Response(updated.body, { status: 201, headers: updated.headers })
		: updated;
}

async function refuseGiven(c: AppContext, given: Given): Promise<FieldError[]> {
	if (given.kind === "push") return refuseSubscription(c, given.subscription);
	if (given.kind === "webhook") return blockedTarget(c, "webhook", given.url, "/url");
	if (given.address === undefined && given.kind !== "email") return [fieldError("/address", "is missing")];
	return [];
}

handle(contactMethodRoutes, contactMethodCalls.update, async (c, { ids, body }) => {
	if (body.state !== undefined && c.get("role") !== "admin")
		return problem(c, "forbidden", "only an admin may change the state of a contact method");
	const row = await contactMethodRows.read(c.env.DB, ids.id);
	if (!row || row.userId !== ids.userId) return notFound(c);
	const errors = await refusePatch(c, row, body);
	if (errors.length > 0) return invalid(c, errors);
	const changes = await changesOf(c, row, body);
	return updateOne(c, methods, ids.id, (current) => ({ ...current, ...changes }), of(ids.userId));
});

handle(contactMethodRoutes, contactMethodCalls.test, async (c, { ids }) => {
	const row = await contactMethodRows.read(c.env.DB, ids.id);
	if (!row || row.userId !== ids.userId) return notFound(c);
	if (row.state !== "active") return problem(c, "conflict", `the method is ${row.state}, so it is not paged`);
	const sent = await sendTestPage(c.env, row.id, c.get("actor"));
	return sent ? c.json(sent, 202) : notFound(c);
});

async function refusePatch(c: AppContext, row: ContactMethodRow, patch: Patch): Promise<FieldError[]> {
	const own = row.kind === "push" ? "subscription" : row.kind === "webhook" ? "url" : "address";
	const foreign = (["subscription", "url", "address"] as const).filter(
		(name) => name !== own && patch[name] !== undefined,
	);
	if (foreign.length > 0)
		return foreign.map((name) => fieldError(`/${name}`, `is not a field of ${row.kind}`));
	if (patch.subscription) return refuseSubscription(c, patch.subscription);
	return patch.url === undefined ? [] : blockedTarget(c, "webhook", patch.url, "/url");
}

async function changesOf(
	c: AppContext,
	row: ContactMethodRow,
	patch: Patch,
): Promise<Partial<ContactMethodRow>> {
	const plain = { ...(patch.name && { name: patch.name }), ...(patch.state && { state: patch.state }) };
	const address = await newAddress(c, row, patch);
	if (!address) return plain;
	const sealed = await seal(c.env, row.id, JSON.stringify(address));
	if (!("endpoint" in address)) return { ...plain, address: sealed, endpointHash: null };
	// A browser that subscribed anew can be reached again, whatever its old endpoint came to.
	return { state: "active", ...plain, address: sealed, endpointHash: await sha256Hex(address.endpoint) };
}

async function newAddress(c: AppContext, row: ContactMethodRow, patch: Patch): Promise<Address | null> {
	if (patch.subscription) return { endpoint: patch.subscription.endpoint, keys: patch.subscription.keys };
	if (patch.address !== undefined) return { address: patch.address };
	if (patch.url === undefined) return null;
	const before = await openAddress(c.env, row);
	return { url: patch.url, secret: before && "secret" in before ? before.secret : webhookSecret() };
}
