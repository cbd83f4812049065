import type { Hono } from "hono";
import type { liveLinksOf, ReplayLinkRow } from "../../../db/incidents/replay-links.ts";
import type { AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { notFound } from "../../platform/http/input.ts";
import { createOne, listAll, newStored, type Resource, removeOne } from "../../platform/http/resource.ts";
import { isThere } from "../../platform/http/there.ts";
import type { LinkRole } from "../../platform/rules/caller.ts";
import { seconds } from "../../platform/rules/time.ts";
import { publicUrl } from "../../platform/settings.ts";
import { sha256Hex } from "../../platform/vault/digest.ts";
import type { replayLinkCalls } from "../replay-links/contract.ts";
import { newLinkToken } from "./bearer.ts";

/** Every kind of link to an incident is stored alike. */
type LinkRow = ReplayLinkRow;

export interface LinkKind {
	role: LinkRole;
	links: Resource<LinkRow> & { kind: "replayLink" | "stakeholderLink" };
	calls: Pick<typeof replayLinkCalls, "list" | "create" | "remove">;
	/** Those of an incident that still open. */
	liveOf: typeof liveLinksOf;
	/** The app's screen that a link opens: `shared-replay`. */
	screen: string;
}

/** Lists, makes and revokes the links of one kind. What such a link shows is its own call. */
export function serveLinks(app: Hono<AppEnv>, { role, links, calls, liveOf, screen }: LinkKind): void {
	handle(app, calls.list, async (c, { ids, query }) => {
		if (!(await isThere(c, { incidentId: "incident" }, ids))) return notFound(c);
		return listAll(c, links, query, liveOf(ids.incidentId, Date.now()));
	});

	handle(app, calls.create, async (c, { ids, body }) => {
		if (!(await isThere(c, { incidentId: "incident" }, ids))) return notFound(c);
		const token = newLinkToken(role);
		const stored = newStored(links.kind);
		const row = {
			...stored,
			incidentId: ids.incidentId,
			secretHash: await sha256Hex(token),
			createdBy: c.get("actor"),
			expiresAt: stored.createdAt + seconds(body.expiresInSeconds),
		};
		const url = `${publicUrl(c.env, c.req.url)}/app/${screen}#t=${token}`;
		return createOne(c, links, row, { secrets: { url } });
	});

	handle(app, calls.remove, (c, { ids }) =>
		removeOne(c, links, ids.id, (row) => row.incidentId === ids.incidentId),
	);
}
