/** A call of our own API as data: what serves it, what checks it and what documents it all read this. */
import { z } from "@hono/zod-openapi";
import type { LinkRole, Role, Scope } from "../rules/caller.ts";
import type { IdKind } from "../rules/id.ts";

export type Method = "get" | "post" | "put" | "patch" | "delete";

/** A body that is a document of its own. */
export interface TextBody {
	/** "application/yaml". */
	types: readonly string[];
	maxBytes: number;
}

export interface Endpoint<
	Param extends string = string,
	Query extends z.ZodType = z.ZodType,
	Body extends z.ZodType = z.ZodType,
> {
	method: Method;
	/** With parameters in braces: `/api/v1/users/{userId}`. */
	path: string;
	tag: string;
	summary: string;
	/** The least role that may call it; `page`: a page's token; `replay`, `stakeholder`: a link's; `anyone`: no credential. */
	role: Role | LinkRole | "page" | "anyone";
	/** True: only a signed-in person has such a thing; a token does not stand for a person. */
	person: boolean;
	/** The path parameter that names a user to whom all this belongs: only they, or an admin, may call it. */
	own: Param | null;
	/** The path parameter that names what belongs to a team: of the responders, only its members may call it. */
	team: Param | null;
	/** What an API token that is restricted must have to call it. */
	scope: Scope;
	/** Path parameters that are identifiers: anything else there answers 404 before a store is asked. */
	ids: Record<Param, IdKind>;
	/** Path parameters that are one of a few words; anything else there answers 404 too. */
	words: Record<string, readonly string[]>;
	query: Query;
	body: Body;
	/** Set where the handler reads the text of the body by itself: its content types, and how much of it is taken. */
	text: TextBody | null;
	/** Fields of the answer that are shown once: where the answer is remembered they are null. */
	secrets: readonly string[];
	answers: Record<number, { description: string; schema: z.ZodType | null }>;
}

export const noQuery = z.strictObject({});
export const noBody = z.strictObject({});
/** Taken as it is: the handler reads it by itself. */
export const anyBody = z.unknown();

/** `?limit=`: how many items a page has at most. */
export const limit = z
	.string()
	.regex(/^\d{1,3}$/, "must be a whole number from 1 to 200")
	.transform(Number)
	.refine((value) => value >= 1 && value <= 200, "must be a whole number from 1 to 200")
	.default(50)
	.openapi({ type: "integer", minimum: 1, maximum: 200, default: 50 });

/** `?cursor=`: the `nextCursor` of the page before. */
export const cursor = z.string().max(500).optional();

/** `?limit=` and `?cursor=` of every list, with its own filters. */
export const listQuery = <Filters extends Record<string, z.ZodType>>(filters: Filters) =>
	z.strictObject({ limit, cursor, ...filters });

/** The envelope of every list. */
export const listOf = (item: z.ZodType) =>
	z.object({ items: z.array(item), nextCursor: z.string().nullable() });

interface Shape<Param extends string, Query extends z.ZodType, Body extends z.ZodType> {
	tag: string;
	summary: string;
	ids: Record<Param, IdKind>;
	role?: Endpoint["role"];
	person?: true;
	own?: NoInfer<Param>;
	team?: NoInfer<Param>;
	scope?: Scope;
	words?: Endpoint["words"];
	query?: Query;
	body?: Body;
	text?: TextBody;
	secrets?: readonly string[];
	answer: z.ZodType | null;
	status?: number;
}

type NoQuery = typeof noQuery;
type NoBody = typeof noBody;

/** `endpoint("get /api/v1/things/{id}", …)`. Reading needs an observer, everything else an admin, unless it says otherwise. */
export function endpoint<
	Param extends string = never,
	Query extends z.ZodType = NoQuery,
	Body extends z.ZodType = NoBody,
>(call: `${Method} /${string}`, shape: Shape<Param, Query, Body>): Endpoint<Param, Query, Body> {
	const [method, path] = call.split(" ") as [Method, string];
	const status = shape.status ?? (shape.answer ? 200 : 204);
	return {
		method,
		path,
		tag: shape.tag,
		summary: shape.summary,
		role: shape.role ?? (method === "get" ? "observer" : "admin"),
		person: shape.person ?? false,
		own: shape.own ?? null,
		team: shape.team ?? null,
		scope: shape.scope ?? usualScope(method, shape.role),
		ids: shape.ids,
		words: shape.words ?? {},
		// Without a schema of its own a call takes the empty one, which is what the default type arguments say.
		query: shape.query ?? (noQuery as unknown as Query),
		body: shape.body ?? (noBody as unknown as Body),
		text: shape.text ?? null,
		secrets: shape.secrets ?? [],
		answers: { [status]: { description: shape.summary, schema: shape.answer } },
	};
}

/** What responders do is work on incidents, unless the call says that it configures something. */
function usualScope(method: Method, role: Endpoint["role"] | undefined): Scope {
	if (method === "get") return "read";
	return role === "responder" ? "incidents" : "configure";
}

interface Crud<
	Param extends string,
	Filters extends Record<string, z.ZodType>,
	In extends z.ZodType,
	Patch extends z.ZodType,
> {
	/** `/api/v1/users`. */
	path: `/${string}`;
	/** For people: "user", "users". */
	one: string;
	many: string;
	kind: IdKind;
	parents: Record<Param, IdKind>;
	filters: Filters;
	readRole?: Endpoint["role"];
	writeRole?: Endpoint["role"];
	own?: NoInfer<Param>;
	/** True: responders change it too, where it belongs to a team of theirs or to none. */
	ofTeam?: true;
	/** What a restricted token needs for the changes. */
	scope?: Scope;
	create: In;
	patch: Patch;
	out: z.ZodType;
	/** The answer to listing, where it says more than the envelope. */
	listOut?: z.ZodType;
	/** The answer to creating, where it shows a secret once. */
	createdOut?: z.ZodType;
	secrets?: readonly string[];
}

/** The five calls of a resource. */
export function crud<
	Param extends string,
	Filters extends Record<string, z.ZodType>,
	In extends z.ZodType,
	Patch extends z.ZodType,
>(spec: Crud<Param, Filters, In, Patch>) {
	const { path, parents, one, many, out, own } = spec;
	const tag = many;
	const ids = { ...parents, id: spec.kind } as Record<Param | "id", IdKind>;
	const read = { tag, role: spec.readRole, own };
	const role = spec.writeRole ?? (spec.ofTeam ? "responder" : undefined);
	const write = { tag, role, own, scope: spec.scope ?? (spec.ofTeam && "configure") };
	// What stands below another thing is of that thing's team.
	const [parent] = Object.keys(parents) as Param[];
	const above = spec.ofTeam && parent;
	const itself = spec.ofTeam && (parent ?? "id");
	return {
		list: endpoint(`get ${path}`, {
			...read,
			summary: `List ${many}`,
			ids: parents,
			query: listQuery(spec.filters),
			answer: spec.listOut ?? listOf(out),
		}),
		create: endpoint(`post ${path}`, {
			...write,
			team: above,
			summary: `Create a ${one}`,
			ids: parents,
			body: spec.create,
			secrets: spec.secrets,
			answer: spec.createdOut ?? out,
			status: 201,
		}),
		read: endpoint(`get ${path}/{id}`, { ...read, summary: `Read: ${one}`, ids, answer: out }),
		update: endpoint(`patch ${path}/{id}`, {
			...write,
			team: itself,
			summary: `Update a ${one}`,
			ids,
			body: spec.patch,
			answer: out,
		}),
		remove: endpoint(`delete ${path}/{id}`, {
			...write,
			team: itself,
			summary: `Delete a ${one}`,
			ids,
			answer: null,
		}),
	};
}
