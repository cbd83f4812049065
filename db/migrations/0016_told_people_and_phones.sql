ALTER TABLE `users` ADD `phone` text;--> statement-breakpoint
ALTER TABLE `services` ADD `notify_user_ids` text DEFAULT '[]' NOT NULL;