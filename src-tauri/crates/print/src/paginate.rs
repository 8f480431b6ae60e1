//! Layout boxes to pages: what stays together, table headers that come again, footnotes and panels.

use std::collections::VecDeque;

use crate::layout_box::{Item, LayoutBox, Page, Panel, Strip};
use crate::theme::Theme;
use crate::tree::Owner;

/// The share of a page that has to be left for a part to begin on it.
const LEFT_FOR_A_PART: f32 = 0.4;

/// The share of a page that may be left empty for what stays together but could yield.
const HOLE: f32 = 0.25;

/// Lays boxes on pages, in order. What stays together begins a new page rather than being parted, unless it is
/// taller than a page.
pub fn paginate(
    boxes: Vec<LayoutBox>,
    panels: &[Panel],
    heads: &[Strip],
    theme: &Theme,
) -> Vec<Page> {
    let room = theme.bottom - theme.top;
    let mut paginator = Paginator {
        pages: vec![Page::default()],
        y: theme.top,
        open: None,
        feet: Vec::new(),
        theme,
        panels,
    };
    let mut boxes = VecDeque::from(boxes);
    while let Some(first) = boxes.pop_front() {
        let mut group = vec![first];
        while boxes.front().is_some_and(|next| next.glued && !next.page) {
            group.extend(boxes.pop_front());
        }
        let head = group[0].head.and_then(|head| heads.get(head));
        let most = room - head.map_or(0.0, |head| head.height);
        let crowded = group[0].part && paginator.bottom() - paginator.y < room * LEFT_FOR_A_PART;
        if group[0].page || crowded {
            paginator.turn(head);
        }
        let mut yielded = Vec::new();
        let left = paginator.left_for(&group[0]);
        if height(&group) > left && left > room * HOLE {
            yielded = yield_to(&mut group, left);
        }
        let piece = (1..group.len()).find(|at| group[*at].yields);
        let least = height(&group[..piece.unwrap_or(group.len())]);
        if height(&group) > left && least <= most && yielded.is_empty() && !paginator.at_top() {
            paginator.turn(head);
            if height(&group) > most {
                yielded = yield_to(&mut group, most);
            }
        }
        for layout_box in yielded.into_iter().rev() {
            boxes.push_front(layout_box);
        }
        for layout_box in group {
            let before = if paginator.at_top() {
                0.0
            } else {
                layout_box.before
            };
            if paginator.y + before + layout_box.takes() > paginator.bottom() && !paginator.at_top()
            {
                paginator.turn(layout_box.head.and_then(|head| heads.get(head)));
            }
            paginator.put(layout_box);
        }
    }
    paginator.finish();
    paginator.pages
}

/// How high boxes stand on one another at the top of a page.
fn height(group: &[LayoutBox]) -> f32 {
    let heights = group
        .iter()
        .map(|layout_box| layout_box.before + layout_box.takes());
    heights.sum::<f32>() - group.first().map_or(0.0, |first| first.before)
}

/// Takes off what yields, as little as lets the others stand where `left` is left; nothing where that does not help.
fn yield_to(group: &mut Vec<LayoutBox>, left: f32) -> Vec<LayoutBox> {
    let fits = |at: &usize| group[*at].yields && height(&group[..*at]) <= left;
    let at = (1..group.len()).rev().find(fits).unwrap_or(group.len());
    group.split_off(at)
}

struct Paginator<'a> {
    pages: Vec<Page>,
    y: f32,
    /// Panel being filled: which, where its first item stands among the page's, top and bottom.
    open: Option<(usize, usize, f32, f32)>,
    /// Footnotes of the page.
    feet: Vec<Strip>,
    theme: &'a Theme,
    panels: &'a [Panel],
}

impl Paginator<'_> {
    fn at_top(&self) -> bool {
        self.y <= self.theme.top
    }

    /// How high what begins with this box may be here.
    fn left_for(&self, first: &LayoutBox) -> f32 {
        let before = if self.at_top() { 0.0 } else { first.before };
        self.bottom() - self.y - before
    }

    /// How far down text may go, above the footnotes.
    fn bottom(&self) -> f32 {
        self.theme.bottom - self.feet.iter().map(|foot| foot.height).sum::<f32>()
    }

    /// Puts what is owed to the page.
    fn finish(&mut self) {
        self.close_panel();
        let mut y = self.bottom();
        for mut foot in std::mem::take(&mut self.feet) {
            foot.items.iter_mut().for_each(|item| item.lower(y));
            y += foot.height;
            self.page().items.append(&mut foot.items);
        }
    }

    fn turn(&mut self, head: Option<&Strip>) {
        self.finish();
        if self.at_top() && self.page().items.is_empty() {
            return;
        }
        self.pages.push(Page::default());
        self.y = self.theme.top;
        if let Some(head) = head {
            let top = self.y;
            let items = head
                .items
                .iter()
                .cloned()
                .filter_map(Item::repeated)
                .map(|mut item| {
                    item.lower(top);
                    item
                });
            let items: Vec<Item> = items.collect();
            self.page().items.extend(items);
            self.y += head.height;
        }
    }

    fn page(&mut self) -> &mut Page {
        if self.pages.is_empty() {
            self.pages.push(Page::default());
        }
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }

    fn put(&mut self, layout_box: LayoutBox) {
        if self.open.map(|(panel, ..)| panel) != layout_box.panel {
            self.close_panel();
        }
        if !self.at_top() {
            self.y += layout_box.before;
        }
        let top = self.y;
        self.y += layout_box.height;
        if let Some(panel) = layout_box.panel {
            let first = self.page().items.len();
            let bottom = self.y;
            self.open = Some(
                self.open
                    .map_or((panel, first, top, bottom), |(p, at, t, _)| {
                        (p, at, t, bottom)
                    }),
            );
        }
        self.feet.extend(layout_box.feet);
        let items = layout_box.items.into_iter().map(|mut item| {
            item.lower(top);
            item
        });
        self.page().items.extend(items);
    }

    /// Draws the panel behind what stands on it.
    fn close_panel(&mut self) {
        let Some((panel, at, top, bottom)) = self.open.take() else {
            return;
        };
        let Some(panel) = self.panels.get(panel).copied() else {
            return;
        };
        let bar = |x, width, ink| Item::Fill {
            owner: Owner::Artifact,
            x,
            y: top,
            width,
            height: bottom - top,
            ink,
        };
        let mut behind = Vec::new();
        if let Some(ink) = panel.fill {
            behind.push(bar(panel.x, panel.width, ink));
        }
        if let Some((ink, width)) = panel.rule {
            behind.push(bar(panel.x, width, ink));
        }
        let items = &mut self.page().items;
        let at = at.min(items.len());
        items.splice(at..at, behind);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::{BRIEFING, Ink};

    fn layout_box(name: &str, height: f32, glued: bool) -> LayoutBox {
        let items = vec![Item::Anchor {
            name: name.into(),
            y: 0.0,
        }];
        LayoutBox {
            height,
            glued,
            items,
            ..LayoutBox::default()
        }
    }

    fn names(pages: &[Page]) -> Vec<Vec<String>> {
        let name = |item: &Item| match item {
            Item::Anchor { name, .. } => Some(name.clone()),
            _ => None,
        };
        pages
            .iter()
            .map(|page| page.items.iter().filter_map(name).collect())
            .collect()
    }

    #[test]
    fn a_heading_goes_over_the_page_with_what_follows_it() {
        let room = BRIEFING.bottom - BRIEFING.top;
        let boxes = vec![
            layout_box("text", room - 50.0, false),
            layout_box("heading", 30.0, false),
            layout_box("line 1", 15.0, true),
            layout_box("line 2", 15.0, true),
        ];
        assert_eq!(
            names(&paginate(boxes, &[], &[], &BRIEFING)),
            [vec!["text"], vec!["heading", "line 1", "line 2"]]
        );
    }

    #[test]
    fn what_yields_stays_together_unless_it_would_leave_a_hole() {
        let room = BRIEFING.bottom - BRIEFING.top;
        let pages = |before: f32| {
            let row = |name| LayoutBox {
                yields: true,
                ..layout_box(name, room * 0.2, true)
            };
            let boxes = vec![
                layout_box("before", before, false),
                layout_box("heading", 20.0, false),
                layout_box("row 1", room * 0.2, true),
                row("row 2"),
                row("row 3"),
            ];
            names(&paginate(boxes, &[], &[], &BRIEFING))
        };
        assert_eq!(
            pages(room * 0.8)[1],
            ["heading", "row 1", "row 2", "row 3"],
            "a small hole"
        );
        assert_eq!(pages(room * 0.5)[1], ["row 3"]);
        assert_eq!(pages(room * 0.7)[1], ["row 2", "row 3"]);
    }

    #[test]
    fn what_is_taller_than_a_page_begins_where_its_first_piece_is_whole() {
        let room = BRIEFING.bottom - BRIEFING.top;
        let boxes = vec![
            layout_box("before", room * 0.4, false),
            layout_box("heading", room * 0.4, false),
            layout_box("row 1", room * 0.3, true),
            LayoutBox {
                yields: true,
                ..layout_box("row 2", room * 0.4, true)
            },
        ];
        assert_eq!(
            names(&paginate(boxes, &[], &[], &BRIEFING)),
            [vec!["before"], vec!["heading", "row 1"], vec!["row 2"]]
        );
    }

    #[test]
    fn what_is_taller_than_a_page_is_parted() {
        let boxes = (0..120)
            .map(|n| layout_box(&n.to_string(), 15.0, n > 0))
            .collect();
        let pages = names(&paginate(boxes, &[], &[], &BRIEFING));
        assert!(pages.len() >= 3);
        assert_eq!(pages.concat().len(), 120);
    }

    #[test]
    fn a_part_begins_a_page_where_little_is_left_of_one() {
        let room = BRIEFING.bottom - BRIEFING.top;
        let pages = |before: f32| {
            let boxes = vec![
                layout_box("before", before, false),
                LayoutBox {
                    part: true,
                    ..layout_box("part", 30.0, false)
                },
            ];
            paginate(boxes, &[], &[], &BRIEFING).len()
        };
        assert_eq!((pages(room * 0.5), pages(room * 0.7)), (1, 2));
    }

    #[test]
    fn a_table_header_comes_again_on_the_next_page() {
        let heads = [Strip {
            height: 20.0,
            items: vec![Item::Fill {
                owner: Owner::Slot(crate::tree::SlotId(0)),
                x: 0.0,
                y: 0.0,
                width: 10.0,
                height: 1.0,
                ink: Ink::default(),
            }],
        }];
        let boxes: Vec<LayoutBox> = (0..60)
            .map(|_| LayoutBox {
                height: 15.0,
                head: Some(0),
                ..LayoutBox::default()
            })
            .collect();
        let pages = paginate(boxes, &[], &heads, &BRIEFING);
        assert!(pages[0].items.is_empty());
        assert!(matches!(
            pages[1].items[0],
            Item::Fill {
                owner: Owner::Artifact,
                ..
            }
        ));
    }
}
