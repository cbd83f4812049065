CREATE TABLE `digest_settings` (
	`user_id` text PRIMARY KEY NOT NULL,
	`wanted` integer NOT NULL,
	`weekday` integer NOT NULL,
	`hour` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `digests` (
	`user_id` text NOT NULL,
	`week` text NOT NULL,
	`due_at` integer NOT NULL,
	`attempts` integer NOT NULL,
	`claimed_until` integer NOT NULL,
	`settled_at` integer,
	`outcome` text,
	PRIMARY KEY(`user_id`, `week`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `digests_waiting` ON `digests` (`settled_at`,`claimed_until`);--> statement-breakpoint
CREATE TABLE `action_item_issues` (
	`action_item_id` text PRIMARY KEY NOT NULL,
	`tracker_id` text NOT NULL,
	`marker` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`claimed_until` integer NOT NULL,
	`may_exist` integer NOT NULL,
	`key` text,
	`detail` text,
	`requested_at` integer NOT NULL,
	`requested_by` text NOT NULL,
	FOREIGN KEY (`action_item_id`) REFERENCES `action_items`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `action_item_issues_waiting` ON `action_item_issues` (`state`,`claimed_until`);--> statement-breakpoint
CREATE TABLE `trackers` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`settings` text NOT NULL,
	`title` text NOT NULL,
	`body` text NOT NULL,
	`secret` text NOT NULL
);
--> statement-breakpoint
ALTER TABLE `action_items` ADD `proposal` text;