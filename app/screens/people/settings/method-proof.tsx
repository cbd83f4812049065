import { createSignal, Show } from "solid-js";
import { traitsOf } from "../../../../worker/paging/channels/registry.ts";
import { Button } from "../../../parts/button.tsx";
import { TextField } from "../../../parts/field.tsx";
import { Notice } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { api } from "../../../state/api.ts";
import { sending } from "../../../state/sending.ts";
import { mayAs } from "../../../state/session.ts";
import type { ContactMethod } from "../../../state/wire.ts";

/** Of a method that is not paged yet: how it comes to be. */
export function MethodProof(props: { of: ContactMethod; path: `/${string}`; onProven(): void }) {
	const byCode = () => traitsOf(props.of.kind)?.verification === "code";
	return (
		<Show when={byCode()} fallback={<ByAdmin path={props.path} onProven={props.onProven} />}>
			<ByCode of={props.of} path={props.path} onProven={props.onProven} />
		</Show>
	);
}

function ByCode(props: { of: ContactMethod; path: `/${string}`; onProven(): void }) {
	const [code, setCode] = createSignal("");
	const [isSent, setIsSent] = createSignal(false);
	const asking = sending(
		() => api("POST", `${props.path}/code`, {}),
		() => {
			setIsSent(true);
			showToast(`Code sent to ${props.of.address}`);
		},
	);
	const proving = sending(
		() => api<ContactMethod>("POST", `${props.path}/confirmation`, { code: code().trim() }),
		() => {
			showToast(`${props.of.name} verified`);
			props.onProven();
		},
	);
	return (
		<form class="stack" onSubmit={(event) => void proving.send(event)}>
			<p class="sub">
				Not verified. Pages aren’t sent here until you enter the code that we send to {props.of.address}.
			</p>
			<Show when={asking.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
			<TextField
				label="Six-digit code"
				inputmode="numeric"
				autocomplete="one-time-code"
				maxLength={6}
				value={code()}
				error={proving.wrong("/code") ?? proving.error()}
				onValue={setCode}
			/>
			<Button type="submit" kind={isSent() ? "brass" : "plain"} wide busy={proving.busy() && "Verifying…"}>
				Verify
			</Button>
			<Button
				kind={isSent() ? "plain" : "brass"}
				wide
				busy={asking.busy() && "Sending…"}
				onClick={() => void asking.send()}
			>
				{isSent() ? "Send another code" : "Send a code"}
			</Button>
		</form>
	);
}

function ByAdmin(props: { path: `/${string}`; onProven(): void }) {
	const activating = sending(() => api("PATCH", props.path, { state: "active" }), props.onProven);
	return (
		<div class="stack">
			<p class="sub">Not verified. Pages aren’t sent here until an admin makes it active.</p>
			<Show when={activating.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
			<Show when={mayAs("admin")}>
				<Button
					kind="brass"
					wide
					busy={activating.busy() && "Saving…"}
					onClick={() => void activating.send()}
				>
					Make active
				</Button>
			</Show>
		</div>
	);
}
