import type { DeskRpc } from "../alerts/rpc.ts";
import type { IncidentRpc } from "../incidents/rpc.ts";
import type { ProberRpc, WatchRpc } from "../monitoring/rpc.ts";
import type { BundlesRpc } from "../paging/rpc.ts";
import type { LiveRpc } from "../people/rpc.ts";
import type { PublicationRpc } from "../status/rpc.ts";
import type { SubscribersRpc } from "../subscribers/rpc.ts";
import type { Env } from "./env.ts";
import type { VaultRpc } from "./rpc.ts";
import type { Region } from "./rules/region.ts";

/** The class behind each binding implements the interface named here (see its `implements`); the platform's stub type cannot say so without importing the class. */
function stubOf<Rpc>(namespace: DurableObjectNamespace, name: string, locationHint?: Region): Rpc {
	const options = locationHint ? { locationHint } : {};
	return namespace.get(namespace.idFromName(name), options) as unknown as Rpc;
}

export const incidentOf = (env: Env, id: string) => stubOf<IncidentRpc>(env.INCIDENT, id);
export const deskOf = (env: Env, serviceId: string) => stubOf<DeskRpc>(env.DESK, serviceId);
export const watchOf = (env: Env, slice: string) => stubOf<WatchRpc>(env.WATCH, slice);
/** An object does not always know its own name, but always its id. */
export const watchById = (env: Env, id: string) =>
	env.WATCH.get(env.WATCH.idFromString(id)) as unknown as WatchRpc;
/** One object serves a thousand requests a second: each slice has its own in each region; people's checks have one more. */
export const proberOf = (env: Env, region: Region, slice = "asked") =>
	stubOf<ProberRpc>(env.PROBER, `${region} ${slice}`, region);
export const vaultOf = (env: Env) => stubOf<VaultRpc>(env.VAULT, "vault");
/** One for each person. */
export const bundlesOf = (env: Env, userId: string) => stubOf<BundlesRpc>(env.BUNDLES, userId);
export const publicationOf = (env: Env) => stubOf<PublicationRpc>(env.PUBLICATION, "publication");
export const subscribersOf = (env: Env) => stubOf<SubscribersRpc>(env.SUBSCRIBERS, "subscribers");
/** The same object, for handing a WebSocket request through. */
export const liveFeed = (env: Env) => env.LIVE.get(env.LIVE.idFromName("live"));
export const liveOf = (env: Env) => stubOf<LiveRpc>(env.LIVE, "live");
