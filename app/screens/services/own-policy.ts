/** Stands for a new policy that pages whoever fills in the form. */
export const PAGE_ME = "me";

const LEVEL_SECONDS = 300;
const REPEAT = 2;

/** Of a policy that pages this person, every five minutes, until somebody acknowledges; three times in all. */
export const ownPolicy = (owner: { id: string; name: string }) => ({
	name: `Page ${owner.name}`,
	levels: [{ targets: [{ kind: "user", id: owner.id }], escalateAfterSeconds: LEVEL_SECONDS }],
	repeat: REPEAT,
});
