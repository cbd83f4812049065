import {
	claimIdentity,
	ownerOfIdentity,
	type SingleSignOn,
	usersWithEmail,
} from "../../../db/people/single-sign-on.ts";
import type { AppContext } from "../../platform/http/app-env.ts";
import { createOne, newStored, removeOne } from "../../platform/http/resource.ts";
import { userResource } from "../users/routes.ts";
import type { Identity } from "./provider.ts";

export type Found = { ok: true; userId: string } | { ok: false; why: string };

/**
 * Whose identity this is. By the provider's own name for them, which never becomes somebody else's; the first time by
 * the email that it vouches for. Nobody is guessed: an email that two people have is nobody's.
 */
export async function personOfIdentity(
	c: AppContext,
	provider: SingleSignOn,
	identity: Identity,
): Promise<Found> {
	const { issuer } = provider;
	const known = await ownerOfIdentity(c.env.DB, issuer, identity.subject);
	if (known !== null) return { ok: true, userId: known };
	const { email } = identity;
	if (email === null) return no(`${provider.name} doesn’t confirm an email address for you.`);
	const [userId, another] = await usersWithEmail(c.env.DB, email);
	if (another !== undefined)
		return no(`Two people here have the email ${email}. Ask an admin to change one.`);
	if (userId === undefined && !provider.createsObservers)
		return no(`No one here has the email ${email}. Ask an admin to add you.`);
	const wanted = userId ?? (await newObserver(c, email, identity.name ?? email));
	if (wanted === null) return no("Couldn’t add you. Ask an admin.");
	const owner = await claimIdentity(c.env.DB, {
		...{ issuer, subject: identity.subject, userId: wanted, createdAt: Date.now() },
	});
	// Two first sign-ins at the same moment: the person that the other one made stays.
	if (owner !== wanted && userId === undefined) await removeOne(c, userResource, wanted);
	return owner === null ? no("This person was removed.") : { ok: true, userId: owner };
}

const no = (why: string): Found => ({ ok: false, why });

/** May look, and nothing else, until an admin says more. */
async function newObserver(c: AppContext, email: string, name: string): Promise<string | null> {
	const stored = newStored("user");
	const about = { name: name.slice(0, 200), email, role: "observer" as const };
	c.set("actor", { kind: "user", id: stored.id, name: about.name });
	const row = {
		...stored,
		...about,
		timeZone: "UTC",
		phone: null,
		notificationRules: null,
		quietHours: null,
	};
	const created = await createOne(c, userResource, row);
	return created.ok ? stored.id : null;
}
