-- The search compares folded words, which the application makes (shared/domain/search): the index holds those, and not
-- the notes as they are written. Every note and label waits to be folded (folding 0): done little by little once the vault
-- is open.
DROP TRIGGER `notes_text_insert`;--> statement-breakpoint
DROP TRIGGER `notes_text_delete`;--> statement-breakpoint
DROP TRIGGER `notes_text_update`;--> statement-breakpoint
DROP TRIGGER `labels_text_insert`;--> statement-breakpoint
DROP TRIGGER `labels_text_delete`;--> statement-breakpoint
DROP TRIGGER `labels_text_update`;--> statement-breakpoint
DROP TABLE `notes_text`;--> statement-breakpoint
DROP TABLE `labels_text`;--> statement-breakpoint
CREATE TABLE `notes_folded` (
	`rowid` integer PRIMARY KEY NOT NULL,
	`folding` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `notes_by_folding` ON `notes_folded` (`folding`);--> statement-breakpoint
CREATE TABLE `labels_folded` (
	`rowid` integer PRIMARY KEY NOT NULL,
	`folding` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `labels_by_folding` ON `labels_folded` (`folding`);--> statement-breakpoint
INSERT INTO `notes_folded` (`rowid`) SELECT `rowid` FROM `notes`;--> statement-breakpoint
-- The words of the notes, parted by blanks; `#` begins what is no word. They are kept as they were indexed, because the
-- index has to be told them again to forget them, and overwrites what is deleted.
CREATE VIRTUAL TABLE `notes_text` USING fts5(`words`, tokenize="ascii tokenchars '#'", prefix='2 3');
--> statement-breakpoint
INSERT INTO `notes_text`(`notes_text`, `rank`) VALUES ('secure-delete', 1);
--> statement-breakpoint
CREATE TRIGGER `notes_insert` AFTER INSERT ON `notes` BEGIN
  INSERT INTO `notes_folded` (`rowid`) VALUES (new.`rowid`);
END;
--> statement-breakpoint
CREATE TRIGGER `notes_update` AFTER UPDATE OF `title`, `words` ON `notes` BEGIN
  UPDATE `notes_folded` SET `folding` = 0 WHERE `rowid` = new.`rowid`;
END;
--> statement-breakpoint
CREATE TRIGGER `notes_delete` AFTER DELETE ON `notes` BEGIN
  DELETE FROM `notes_folded` WHERE `rowid` = old.`rowid`;
  DELETE FROM `notes_text` WHERE `rowid` = old.`rowid`;
END;
--> statement-breakpoint
INSERT INTO `labels_folded` (`rowid`) SELECT `rowid` FROM `private_labels`;--> statement-breakpoint
CREATE VIRTUAL TABLE `labels_text` USING fts5(`words`, tokenize="ascii tokenchars '#'", prefix='2 3');
--> statement-breakpoint
INSERT INTO `labels_text`(`labels_text`, `rank`) VALUES ('secure-delete', 1);
--> statement-breakpoint
CREATE TRIGGER `private_labels_insert` AFTER INSERT ON `private_labels` BEGIN
  INSERT INTO `labels_folded` (`rowid`) VALUES (new.`rowid`);
END;
--> statement-breakpoint
CREATE TRIGGER `private_labels_update` AFTER UPDATE OF `label` ON `private_labels` BEGIN
  UPDATE `labels_folded` SET `folding` = 0 WHERE `rowid` = new.`rowid`;
END;
--> statement-breakpoint
CREATE TRIGGER `private_labels_delete` AFTER DELETE ON `private_labels` BEGIN
  DELETE FROM `labels_folded` WHERE `rowid` = old.`rowid`;
  DELETE FROM `labels_text` WHERE `rowid` = old.`rowid`;
END;
