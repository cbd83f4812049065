import { gzipSync } from "node:zlib";

const MOST_KEPT = 60;

export interface Body {
	plain: Uint8Array;
	packed: Uint8Array;
}

export interface Making {
	path: string;
	/** The snapshot's version and the minute: while they stay, so does what was rendered. */
	epoch: string;
	/** What changes more often and is filled in afterwards. */
	stamp: string;
	render: () => string;
	fill: (rendered: string) => string;
}

/** What was rendered, kept in the isolate: a crowd costs one rendering a minute and one stamp a second. */
export class RenderCache {
	private readonly entries = new Map<
		string,
		{ epoch: string; stamp: string; rendered: string; body: Body }
	>();

	body({ path, epoch, stamp, render, fill }: Making): Body {
		const known = this.entries.get(path);
		if (known?.epoch === epoch && known.stamp === stamp) return known.body;
		const rendered = known?.epoch === epoch ? known.rendered : render();
		const plain = new TextEncoder().encode(fill(rendered));
		const body = { plain, packed: gzipSync(plain) };
		if (this.entries.size >= MOST_KEPT) this.entries.clear();
		this.entries.set(path, { epoch, stamp, rendered, body });
		return body;
	}
}
