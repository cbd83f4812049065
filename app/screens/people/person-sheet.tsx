import { createSignal, For, Show } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { Confirm } from "../../parts/confirm.tsx";
import { Row, Rows } from "../../parts/row.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { Loaded, Notice, Skeleton } from "../../parts/states.tsx";
import { showToast } from "../../parts/toast.tsx";
import { api } from "../../state/api.ts";
import { now } from "../../state/clock.ts";
import { inUseWords } from "../../state/in-use-words.ts";
import { usersResource } from "../../state/lists.ts";
import { methodsResource } from "../../state/methods.ts";
import { sending } from "../../state/sending.ts";
import { me } from "../../state/session.ts";
import type { User } from "../../state/wire.ts";
import { receiptWords } from "../../state/words.ts";
import { type Invitation, InviteLink } from "./invite-link.tsx";
import { PhoneForm } from "./phone-field.tsx";
import { RoleField } from "./role-field.tsx";
import "../../parts/secrets.css";

/** What an admin may do for a person: another role, their number, another link, and taking them off. */
export function PersonSheet(props: { of: User; onClose(): void }) {
	const [removing, setRemoving] = createSignal(false);
	const isMe = () => props.of.id === me().value?.user.id;
	const [link, setLink] = createSignal<Invitation>();
	const inviting = sending(() => api<Invitation>("POST", `/users/${props.of.id}/invites`, {}), setLink);
	return (
		<>
			<Sheet open={!removing()} title={props.of.name} onClose={() => !removing() && props.onClose()}>
				<p class="sub">{[props.of.email, props.of.timeZone].filter(Boolean).join(" · ")}</p>
				<RoleField of={props.of} />
				<PhoneForm of={props.of} />
				<Ways userId={props.of.id} />
				<Show when={inviting.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
				<Show
					when={link()}
					fallback={
						<div class="abreast">
							<Button onClick={() => void inviting.send()}>New sign-in link</Button>
							<Show when={!isMe()}>
								<Button kind="danger" onClick={() => setRemoving(true)}>
									Remove…
								</Button>
							</Show>
						</div>
					}
				>
					{(made) => <InviteLink of={made()} name={props.of.name} />}
				</Show>
			</Sheet>
			<Removal of={props.of} open={removing()} onClose={() => setRemoving(false)} onGone={props.onClose} />
		</>
	);
}

function Removal(props: { of: User; open: boolean; onClose(): void; onGone(): void }) {
	const users = usersResource();
	// The last words come after the sheet is gone, and its person with it.
	const { id, name } = props.of;
	const gone = () => {
		showToast(`${name} removed`);
		props.onGone();
		void users.reload();
	};
	return (
		<Confirm
			open={props.open}
			title={`Remove ${props.of.name}?`}
			act={`Remove ${props.of.name}`}
			words={inUseWords}
			onConfirm={() => api("DELETE", `/users/${id}`)}
			onClose={(done) => {
				props.onClose();
				if (done) gone();
			}}
		>
			They’re signed out everywhere and no longer paged. Their past actions stay on timelines.
		</Confirm>
	);
}

function Ways(props: { userId: string }) {
	const methods = methodsResource(props.userId);
	return (
		<Loaded of={methods} what="their devices" bones={<Skeleton rows={1} height={62} />}>
			{(list) => (
				<Rows label="Contact methods">
					<For each={list().items} fallback={<Row title="No devices yet" sub="Pages can’t reach them" />}>
						{(method) => <Row title={method.name} sub={receiptWords(method, now())} />}
					</For>
				</Rows>
			)}
		</Loaded>
	);
}
