import { createSignal, For, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { Confirm } from "../../../parts/confirm.tsx";
import { CopyButton } from "../../../parts/copy-button.tsx";
import { Segmented } from "../../../parts/field.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { Notice } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { api } from "../../../state/api.ts";
import { now } from "../../../state/clock.ts";
import { cached, type Resource } from "../../../state/resource.ts";
import { type Sending, sending } from "../../../state/sending.ts";
import type { List } from "../../../state/wire.ts";
import { ago, whenWords } from "../../../state/words.ts";

interface Link {
	id: string;
	createdAt: string;
	createdBy: { name: string };
	expiresAt: string;
}
type MadeLink = Link & { url: string | null };

const EXPIRIES = [
	{ value: "3600", name: "1 h" },
	{ value: "86400", name: "1 day" },
	{ value: "604800", name: "7 days" },
	{ value: "2592000", name: "30 days" },
] as const;
type Expiry = (typeof EXPIRIES)[number]["value"];

/** What a kind of link shows, in words. */
export interface LinkWords {
	title: string;
	shows: string;
	revoked: string;
	/** Beneath a new link. */
	opens: string;
}

interface LinksProps {
	/** Below the incident. */
	kind: "replay-links" | "stakeholder-links";
	incidentId: string;
	words: LinkWords;
	/** What is added to a new link. */
	addressOf(url: string): string;
	onClose(): void;
}

/** Links for people without an account: a new one, and those that still open. */
export function LinksSheet(props: LinksProps) {
	const path = `/incidents/${props.incidentId}/${props.kind}` as const;
	const links = cached<List<Link>>(path, () => api("GET", path));
	const [expiry, setExpiry] = createSignal<Expiry>("86400");
	const [made, setMade] = createSignal<MadeLink>();
	const [revoking, setRevoking] = createSignal<Link>();
	const making = sending(
		() => api<MadeLink>("POST", path, { expiresInSeconds: Number(expiry()) }),
		(link) => {
			setMade(link);
			void links.reload();
		},
	);
	return (
		<>
			<Sheet
				open={revoking() === undefined}
				title={props.words.title}
				onClose={() => revoking() === undefined && props.onClose()}
			>
				<p class="sub">{props.words.shows}</p>
				<Show when={made()} fallback={<Making expiry={expiry()} onExpiry={setExpiry} making={making} />}>
					{(link) => <Made {...props} link={link()} />}
				</Show>
				<Show when={making.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
				<LiveLinks of={links} onRevoke={setRevoking} />
			</Sheet>
			<Confirm
				open={revoking() !== undefined}
				title="Revoke this link?"
				act="Revoke link"
				onConfirm={() => api("DELETE", `${path}/${revoking()?.id}`)}
				onClose={(done) => {
					if (done && made()?.id === revoking()?.id) setMade(undefined);
					setRevoking(undefined);
					if (!done) return;
					void links.reload();
					showToast("Link revoked");
				}}
			>
				{props.words.revoked} Other links keep working.
			</Confirm>
		</>
	);
}

/** Before the links that there are: however many these are, a new one is at hand. */
function Making(props: { expiry: Expiry; onExpiry(expiry: Expiry): void; making: Sending }) {
	return (
		<div class="stack wide">
			<Segmented label="Works for" options={EXPIRIES} value={props.expiry} onValue={props.onExpiry} />
			<Button
				kind="primary"
				wide
				busy={props.making.busy() && "Making link…"}
				onClick={() => void props.making.send()}
			>
				Make link
			</Button>
		</div>
	);
}

/** Shown this once. */
function Made(props: LinksProps & { link: MadeLink }) {
	const url = () => props.addressOf(props.link.url ?? "");
	return (
		<div class="stack wide">
			<Show
				when={props.link.url}
				fallback={<Notice>This link was made before and can’t be shown again. Make another one.</Notice>}
			>
				<code class="secret">{url()}</code>
				<CopyButton text={url()} what="link" wide />
				<p class="dim">
					{props.words.opens} Works until {whenWords(props.link.expiresAt, now())}. Copy it now: it isn’t
					shown again.
				</p>
			</Show>
		</div>
	);
}

function LiveLinks(props: { of: Resource<List<Link>>; onRevoke(link: Link): void }) {
	const failure = () =>
		props.of.value === undefined && (props.of.state === "failing" || props.of.state === "offline");
	return (
		<>
			<Show when={failure()}>
				<Notice act="Try again" onAct={() => void props.of.reload()}>
					Couldn’t load active links.
				</Notice>
			</Show>
			<Show when={props.of.value?.items.length}>
				<h3 class="strong">Active links</h3>
				<Rows label="Active links">
					<For each={props.of.value?.items}>
						{(link) => (
							<Row
								title={`Until ${whenWords(link.expiresAt, now())}`}
								sub={`By ${link.createdBy.name}, ${ago(link.createdAt, now())}`}
								trail="Revoke…"
								onPress={() => props.onRevoke(link)}
							/>
						)}
					</For>
				</Rows>
			</Show>
		</>
	);
}
