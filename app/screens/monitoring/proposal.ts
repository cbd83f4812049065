/** What is proposed for an address before anything is saved: a name, a service, and how often to check. */
import type { Severity } from "../../../worker/paging/rules/severity.ts";
import type { Monitor, Service } from "../../state/wire.ts";
import { PAGE_ME } from "../services/own-policy.ts";
import type { KindSettings } from "./kind-draft.ts";
import type { Target } from "./targets.ts";

/** Stands for a service that is yet to be made. */
export const NEW_SERVICE = "new";

export interface Proposal extends Target {
	/** What its kind is told beside the target. */
	settings: KindSettings;
	name: string;
	intervalSeconds: number;
	/** An existing service, or `NEW_SERVICE`. */
	serviceId: string;
	/** Of a new service. Null: the same as the monitor's. */
	serviceName: string | null;
	defaultSeverity: Severity;
	/** Of a new service: an existing policy, or `PAGE_ME`. */
	escalationPolicyId: string;
	/** Whether a new service appears on the status page, and by which name (null: the service's). */
	isPublic: boolean;
	publicName: string | null;
}

const USUAL_INTERVAL_SECONDS = 30;

/**
 * The proposal for this address. It belongs to the service that is monitored there already, otherwise to a new one: an
 * unrelated service, and its severity, is nothing to choose for somebody.
 */
export function propose(
	target: Target,
	known: { monitors: Monitor[]; services: Service[]; policyId: string | undefined },
	settings: KindSettings,
): Proposal {
	return {
		...target,
		settings,
		name: nameFor(target),
		intervalSeconds: USUAL_INTERVAL_SECONDS,
		serviceId: neighborOf(target, known)?.id ?? NEW_SERVICE,
		serviceName: null,
		defaultSeverity: "P2",
		escalationPolicyId: known.policyId ?? PAGE_ME,
		isPublic: false,
		publicName: null,
	};
}

/** The one service of this very address, else of its host and port; of a P1 only the former. */
function neighborOf(
	{ target }: Target,
	{ monitors, services }: { monitors: Monitor[]; services: Service[] },
): Service | undefined {
	const only = (found: Monitor[]) => {
		const ids = new Set(found.map(({ serviceId }) => serviceId));
		return ids.size === 1 ? services.find(({ id }) => ids.has(id)) : undefined;
	};
	const same = only(monitors.filter((monitor) => monitor.target === target));
	const near = only(
		monitors.filter((monitor) => monitor.target && hostOf(monitor.target) === hostOf(target)),
	);
	return same ?? (near?.defaultSeverity === "P1" ? undefined : near);
}

/** What a new service is called. */
export const serviceNameOf = ({ name, serviceName }: Proposal): string => (serviceName ?? name).trim();

/** What the public would read. A host or an address is no name for customers: then it is asked for. */
export function publicNameOf(proposal: Proposal): string {
	const name = serviceNameOf(proposal);
	return (proposal.publicName ?? (isAddress(name) ? "" : name)).trim();
}

const isAddress = (name: string): boolean => /^\S*[.:]\S*$/.test(name);

/** What adding it will do, in a sentence; `service` is the existing one it is to belong to. */
export function proposalWords(proposal: Proposal, service: Service | undefined): string {
	if (service) return `It will belong to “${service.name}”: an outage is a ${service.defaultSeverity}.`;
	const seen = proposal.isPublic ? `customers see it as “${publicNameOf(proposal)}”` : "it isn’t public";
	const made = `the service “${serviceNameOf(proposal)}”`;
	return `Adding it creates ${made}: an outage is a ${proposal.defaultSeverity}, and ${seen}.`;
}

/** Parts of an address that name no thing. */
const MEANINGLESS = /^(www\d?|index(\.\w+)?|health|healthz|status|ping|live|ready|v\d+|)$/i;
const ACRONYM = /^(api|cdn|db|dns|ftp|imap|smtp|sql|sso|vpn|ui)$/i;

/**
 * A name that a person would give: "Shop API" for `https://api.shop.example/v1`, "Shop sign in" for
 * `https://www.shop.example/sign-in`. A bare IP address stays what it is: nothing better is known.
 */
export function nameFor({ target }: Target): string {
	const url = new URL(target.includes("://") ? target : `tcp://${target}`);
	const path = target.includes("://") ? url.pathname.split("/").filter((one) => !MEANINGLESS.test(one)) : [];
	const words = [...hostWords(url.hostname), ...path.map(decoded).slice(-1)];
	const spoken = words.flatMap((word) => word.split(/[-_.\s]+/)).filter(Boolean);
	if (spoken.length === 0) return url.host;
	const text = spoken.map((word) => (ACRONYM.test(word) ? word.toUpperCase() : word)).join(" ");
	return (text[0]?.toUpperCase() + text.slice(1)).slice(0, 200);
}

/** "shop", "api" of `api.shop.example`; none of an IP address or `localhost`, which say nothing of what they serve. */
function hostWords(hostname: string): string[] {
	if (/^[\d.]+$|^\[|^localhost$/.test(hostname)) return [];
	const labels = hostname.split(".").slice(0, -1);
	return labels.filter((label) => !MEANINGLESS.test(label)).reverse();
}

function hostOf(target: string): string {
	const url = target.includes("://") ? target : `tcp://${target}`;
	return URL.canParse(url) ? new URL(url).host : target;
}

function decoded(segment: string): string {
	try {
		return decodeURIComponent(segment).replace(/\.\w{1,5}$/, "");
	} catch {
		return segment;
	}
}
