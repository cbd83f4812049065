import { Show } from "solid-js";
import { CopyButton } from "../../../parts/copy-button.tsx";
import { Shape } from "../../../parts/shape.tsx";
import { Notice, Skeleton } from "../../../parts/states.tsx";
import { Unread } from "../../../parts/unread.tsx";
import { now } from "../../../state/clock.ts";
import { countdown } from "../../../state/words.ts";
import type { usePairing } from "./pairing.ts";
import { QrCode } from "./qr-code.tsx";
import "./first-run.css";

type Pairing = ReturnType<typeof usePairing>;

/** The square and the typed code of a pairing; green as soon as the phone has come in. */
export function PairingCode(props: { of: Pairing; codeOnly?: boolean }) {
	return (
		<div class="stack" aria-live="polite">
			<Show
				when={props.of.claimedBy()}
				fallback={
					<Show when={props.of.pairing()} fallback={<Missing of={props.of} />}>
						{(known) => (
							<Waiting of={props.of} url={known().url} code={known().code} codeOnly={props.codeOnly} />
						)}
					</Show>
				}
			>
				{(name) => (
					<div class="arrived">
						<Shape of="well" />
						<p class="big">{name()} is in</p>
						<p class="sub">Go on there: it turns on notifications, then rings for a test.</p>
					</div>
				)}
			</Show>
		</div>
	);
}

function Waiting(props: { of: Pairing; url: string; code: string; codeOnly?: boolean }) {
	const leftMs = () => Date.parse(props.of.pairing()?.expiresAt ?? "") - now();
	return (
		<Show
			when={leftMs() > 0}
			fallback={
				<Notice act="Make a new one" onAct={() => void props.of.make()}>
					This code has expired
				</Notice>
			}
		>
			<Show when={!props.codeOnly}>
				<QrCode text={props.url} label="The link that signs your phone in, as a QR code" />
			</Show>
			<div class="stack close centred">
				<p class="code">{props.code}</p>
				<p class="dim">
					Works once, for another <span class="figure">{countdown(leftMs())}</span>
				</p>
			</div>
			<Show
				when={props.codeOnly}
				fallback={
					<Show when={isOnlyHere(props.url)}>
						<Notice>
							This Tocsin runs at {new URL(props.url).host}, which a phone cannot reach. Start it at an
							address that the phone knows, over HTTPS.
						</Notice>
					</Show>
				}
			>
				<CopyButton text={props.code} what="code" wide />
			</Show>
		</Show>
	);
}

function Missing(props: { of: Pairing }) {
	return (
		<Show when={props.of.failure()} fallback={<Skeleton rows={3} height={96} label="Making a code" />}>
			{(why) => <Unread what="The code" failure={why()} onRetry={() => void props.of.make()} />}
		</Show>
	);
}

const isOnlyHere = (url: string): boolean => /^(localhost|127\.|\[::1\])/.test(new URL(url).hostname);
