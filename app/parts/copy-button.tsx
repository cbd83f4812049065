import { createSignal, onCleanup } from "solid-js";
import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";
import { showToast } from "./toast.tsx";
import "./secrets.css";

const SAID_MS = 3_000;

/** Puts a text on the clipboard and says so in its own place. */
export function CopyButton(props: { text: string; what: string; wide?: boolean }) {
	const [copied, setCopied] = createSignal(false);
	let back: ReturnType<typeof setTimeout> | undefined;
	onCleanup(() => clearTimeout(back));
	const copy = async () => {
		try {
			await navigator.clipboard.writeText(props.text);
			setCopied(true);
			back = setTimeout(() => setCopied(false), SAID_MS);
		} catch {
			showToast(`Couldn’t copy. Select the ${props.what} and copy it yourself.`);
		}
	};
	return (
		<Button wide={props.wide} onClick={() => void copy()} aria-live="polite">
			<Icon name={copied() ? "check" : "copy"} size={18} />
			{copied() ? "Copied" : `Copy ${props.what}`}
		</Button>
	);
}
