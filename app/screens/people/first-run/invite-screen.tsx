import { createSignal, Match, Show, Switch } from "solid-js";
import { Button, LinkButton } from "../../../parts/button.tsx";
import { Mark } from "../../../parts/mark.tsx";
import { Empty, Notice, Skeleton } from "../../../parts/states.tsx";
import { Unread } from "../../../parts/unread.tsx";
import { Screen } from "../../../shell/screen.tsx";
import { api, type Result } from "../../../state/api.ts";
import { firstPasskey } from "./first-passkey.ts";
import { hashSecret } from "./hash-secret.ts";
import { KeepCodes } from "./keep-codes.tsx";
import "./first-run.css";

interface Invitation {
	name: string;
	/** Null: no person, but a token. */
	invitedBy: string | null;
}

/** `/invite#t=…`: a colleague comes in with a passkey of their own. Opening it uses nothing up. */
export default function InviteScreen() {
	const token = hashSecret("t") ?? "";
	const [invitation, setInvitation] = createSignal<Result<Invitation>>();
	const [codes, setCodes] = createSignal<string[]>();
	const read = async () => {
		setInvitation(undefined);
		const headers = { authorization: `Bearer ${token}` };
		setInvitation(await api<Invitation>("GET", "/invites/current", undefined, { headers }));
	};
	void read();
	const known = () => {
		const answer = invitation();
		return answer?.ok ? answer.value : null;
	};
	return (
		<Switch fallback={<NotYet answer={invitation()} onRetry={() => void read()} />}>
			<Match when={codes()}>{(made) => <KeepCodes codes={made()} then="/setup/next" />}</Match>
			<Match when={known()}>{(value) => <Join token={token} of={value()} onMade={setCodes} />}</Match>
		</Switch>
	);
}

const inviteWords = ({ name, invitedBy }: Invitation): string =>
	invitedBy === null
		? `Hello ${name}, you’re invited to join on-call.`
		: `Hello ${name}, ${invitedBy} invited you to join on-call.`;

function NotYet(props: { answer: Result<Invitation> | undefined; onRetry(): void }) {
	const failure = () => (props.answer?.ok === false ? props.answer : null);
	const isOver = () => {
		const why = failure();
		return why && !why.offline && why.problem.status === 401;
	};
	return (
		<Screen title="Join">
			<Switch fallback={<Skeleton rows={3} label="Loading invitation" />}>
				<Match when={isOver()}>
					<Empty
						title="This invitation no longer works"
						act={<LinkButton href="/login">Sign in instead</LinkButton>}
					>
						Invitations work once and expire after three days. Ask the person who invited you for a new one.
					</Empty>
				</Match>
				<Match when={failure()}>
					{(why) => <Unread what="the invitation" failure={why()} onRetry={props.onRetry} />}
				</Match>
			</Switch>
		</Screen>
	);
}

function Join(props: { token: string; of: Invitation; onMade(codes: string[]): void }) {
	const { token } = props;
	const passkey = firstPasskey(
		() => ({
			begin: () => api("POST", "/invites/options", { token }),
			finish: (response) => api("POST", "/invites/passkey", { token, response }),
		}),
		props.onMade,
	);
	return (
		<Screen
			title="Join"
			dock={
				<Button kind="primary" wide busy={passkey.busy() && "Creating…"} onClick={() => void passkey.make()}>
					Create a passkey
				</Button>
			}
		>
			<div class="welcome">
				<Mark size={44} />
				<p class="big">{inviteWords(props.of)}</p>
				<p class="sub">
					No password needed. Create a passkey with your fingerprint, face, or PIN, then get a test page on
					your phone.
				</p>
			</div>
			<Show when={passkey.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
		</Screen>
	);
}
