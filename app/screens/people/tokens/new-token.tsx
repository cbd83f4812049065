import { createSignal } from "solid-js";
import type { Role } from "../../../../worker/platform/rules/caller.ts";
import { SelectField, TextField } from "../../../parts/field.tsx";
import { MadeOnceSheet } from "../../../parts/made-once-sheet.tsx";
import { Secret } from "../../../parts/secret.tsx";
import { api } from "../../../state/api.ts";
import { now } from "../../../state/clock.ts";
import { retryKeys } from "../../../state/retry-key.ts";
import type { Token } from "../../../state/wire.ts";
import { RoleChoice } from "../role-field.tsx";
import { CHOICES, type Choice } from "./token-words.ts";

const DAY_MS = 86_400_000;
const LIVES = [
	{ value: "30", name: "In 30 days" },
	{ value: "90", name: "In 90 days" },
	{ value: "365", name: "In a year" },
	{ value: "never", name: "Never" },
] as const;
type Life = (typeof LIVES)[number]["value"];

/** A new token; its secret is shown this once. */
export function NewTokenSheet(props: { onMade(): void; onClose(): void }) {
	const [name, setName] = createSignal("");
	const [role, setRole] = createSignal<Role>("responder");
	const [choice, setChoice] = createSignal<Choice>("read");
	const [life, setLife] = createSignal<Life>("365");
	const keys = retryKeys();
	const make = () => {
		const scopes = CHOICES.find(({ value }) => value === choice())?.scopes ?? null;
		const wanted = { name: name().trim(), role: role(), scopes };
		const expiresAt = life() === "never" ? null : new Date(now() + Number(life()) * DAY_MS).toISOString();
		const idempotencyKey = keys.keyFor(JSON.stringify({ ...wanted, life: life() }));
		return api<Token & { secret: string | null }>(
			"POST",
			"/tokens",
			{ ...wanted, expiresAt },
			{ idempotencyKey },
		);
	};
	return (
		<MadeOnceSheet
			title="Create a token"
			act="Create token"
			busyWords="Creating…"
			madeTitle="Save this token now"
			make={make}
			onMade={props.onMade}
			onClose={props.onClose}
			fields={(making) => (
				<>
					<TextField
						label="Name"
						hint="What uses it. Timelines and the audit log show this name."
						autocomplete="off"
						maxLength={200}
						value={name()}
						error={making.wrong("/name")}
						onValue={setName}
					/>
					<RoleChoice role={role()} onRole={setRole} />
					<SelectField label="Access" options={CHOICES} value={choice()} onValue={setChoice} />
					<SelectField label="Expires" options={LIVES} value={life()} onValue={setLife} />
				</>
			)}
		>
			{(made) => (
				<Secret of={made().secret} what="token">
					Send it as <code>Authorization: Bearer</code>. It is not shown again.
				</Secret>
			)}
		</MadeOnceSheet>
	);
}
