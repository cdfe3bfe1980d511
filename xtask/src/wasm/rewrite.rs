//! Writes a WebAssembly module anew, with less in it or with other names: what a reader need not download goes.

use super::{CUSTOM, EXPORTS, IMPORTS, Reader, TABLE, TABLES};

/// The module without its custom sections, which a browser passes over; `None` when it is no module.
pub(crate) fn without_custom_sections(bytes: &[u8]) -> Option<Vec<u8>> {
    let header = bytes.get(..8).filter(|header| *header == b"\0asm\x01\0\0\0")?;
    let mut kept = header.to_vec();
    let mut sections = Reader(bytes.get(8..)?);
    while !sections.0.is_empty() {
        let whole = sections.0;
        let id = sections.byte()?;
        sections.block()?;
        if id != CUSTOM {
            kept.extend_from_slice(whole.get(..whole.len() - sections.0.len())?);
        }
    }
    Some(kept)
}

/// The module with its exported tables being of the kinds that they are in `original`: Binaryen 108, which Debian 12 has,
/// writes the first table in the place of each. `None` when one of them is no module.
pub(crate) fn with_tables_of(original: &[u8], module: &[u8]) -> Option<Vec<u8>> {
    let (kinds, exported) = tables(original)?;
    let (own_kinds, own_exported) = tables(module)?;
    let mut mended = module.to_vec();
    for (name, index, _) in exported {
        let kind = kinds.get(index)?;
        let (_, own, place) = own_exported.iter().find(|(own, ..)| *own == name)?;
        if own_kinds.get(*own)? != kind {
            let index = own_kinds.iter().position(|own| own == kind)?;
            // A module of more than a hundred tables would take another byte.
            *mended.get_mut(*place)? = u8::try_from(index).ok().filter(|index| *index < 0x80)?;
        }
    }
    Some(mended)
}

/// The types of a module's tables; and name, table, and place in the file of that number, of each that is exported.
#[expect(clippy::type_complexity, reason = "it is taken apart where it is made")]
fn tables(bytes: &[u8]) -> Option<(Vec<u8>, Vec<(&[u8], usize, usize)>)> {
    let mut sections = Reader(bytes.strip_prefix(b"\0asm\x01\0\0\0")?);
    let (mut kinds, mut exported) = (Vec::new(), Vec::new());
    while !sections.0.is_empty() {
        let id = sections.byte()?;
        let mut section = Reader(sections.block()?);
        if id == TABLES {
            for _ in 0..section.number()? {
                kinds.push(*section.0.first()?);
                section.value_type()?;
                section.limits()?;
            }
        } else if id == EXPORTS {
            for _ in 0..section.number()? {
                let (name, kind) = (section.block()?, section.byte()?);
                let place = bytes.len() - sections.0.len() - section.0.len();
                let index = section.number()?;
                if kind == TABLE {
                    exported.push((name, index, place));
                }
            }
        }
    }
    Some((kinds, exported))
}

/// The module with those of its exports alone that are asked for; `None` when it is no module.
pub(crate) fn exporting(bytes: &[u8], is_wanted: &dyn Fn(&[u8]) -> bool) -> Option<Vec<u8>> {
    each_section(bytes, &|id, section| {
        if id == EXPORTS { wanted_exports(section, is_wanted) } else { Some(section.to_vec()) }
    })
}

/// The module with other names for what it imports and exports; `None` when it is no module.
pub(crate) fn renamed(bytes: &[u8], name: &dyn Fn(&[u8]) -> Vec<u8>) -> Option<Vec<u8>> {
    each_section(bytes, &|id, section| match id {
        IMPORTS | EXPORTS => renamed_entries(section, id == IMPORTS, name),
        _ => Some(section.to_vec()),
    })
}

/// What becomes of a section, of this kind and with these bytes.
type Change<'a> = &'a dyn Fn(u8, &[u8]) -> Option<Vec<u8>>;

/// The module with each section as `change` has it.
fn each_section(bytes: &[u8], change: Change<'_>) -> Option<Vec<u8>> {
    let mut changed = bytes.get(..8).filter(|header| *header == b"\0asm\x01\0\0\0")?.to_vec();
    let mut sections = Reader(bytes.get(8..)?);
    while !sections.0.is_empty() {
        let id = sections.byte()?;
        changed.push(id);
        write_block(&mut changed, &change(id, sections.block()?)?);
    }
    Some(changed)
}

fn wanted_exports(section: &[u8], is_wanted: &dyn Fn(&[u8]) -> bool) -> Option<Vec<u8>> {
    let (mut exports, mut wanted, mut count) = (Reader(section), Vec::new(), 0);
    for _ in 0..exports.number()? {
        let whole = exports.0;
        let name = exports.block()?;
        exports.byte()?;
        exports.number()?;
        if is_wanted(name) {
            wanted.extend_from_slice(whole.get(..whole.len() - exports.0.len())?);
            count += 1;
        }
    }
    let mut section = Vec::new();
    write_number(&mut section, count);
    section.extend(wanted);
    Some(section)
}

fn renamed_entries(section: &[u8], imports: bool, name: &dyn Fn(&[u8]) -> Vec<u8>) -> Option<Vec<u8>> {
    let mut entries = Reader(section);
    let count = entries.number()?;
    let mut renamed = Vec::new();
    write_number(&mut renamed, count);
    for _ in 0..count {
        if imports {
            write_block(&mut renamed, entries.block()?);
        }
        write_block(&mut renamed, &name(entries.block()?));
        let description = entries.0;
        if imports {
            entries.imported()?;
        } else {
            entries.byte()?;
            entries.number()?;
        }
        renamed.extend_from_slice(description.get(..description.len() - entries.0.len())?);
    }
    Some(renamed)
}

fn write_block(bytes: &mut Vec<u8>, block: &[u8]) {
    write_number(bytes, block.len());
    bytes.extend_from_slice(block);
}

fn write_number(bytes: &mut Vec<u8>, mut number: usize) {
    while number > 0x7f {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

#[cfg(test)]
mod tests {
    use super::super::tests::{module, section};
    use super::super::{CODE, read};
    use super::*;

    #[test]
    fn without_custom_sections_only_the_names_are_gone() {
        let stripped = without_custom_sections(&module()).unwrap();
        assert!(stripped.len() < module().len());
        let (with, without) = (read(&module()).unwrap(), read(&stripped).unwrap());
        assert_eq!(with.code, without.code);
        assert!(without.functions.iter().all(|(name, _)| name.is_none()));
        assert_eq!(without_custom_sections(b"no module"), None);
    }

    #[test]
    fn another_name_changes_nothing_else() {
        let longer = |name: &[u8]| if name == b"f" { vec![b'x'; 200] } else { name.to_vec() };
        let longest = renamed(&module(), &longer).unwrap();
        assert_eq!(
            longest.len(),
            module().len() + 199 + 2,
            "the lengths of name and section take a byte more"
        );
        let back = |name: &[u8]| if name.len() == 200 { b"f".to_vec() } else { name.to_vec() };
        assert_eq!(renamed(&longest, &back).unwrap(), module());
        for end in 0..longest.len() {
            let _ = renamed(&longest[..end], &longer);
        }
    }

    #[test]
    fn what_nobody_calls_is_not_exported() {
        let of = |exports: &[u8]| {
            let mut bytes = b"\0asm\x01\0\0\0".to_vec();
            bytes.extend(section(EXPORTS, exports));
            bytes.extend(section(CODE, b"\x01\x03abc"));
            bytes
        };
        let both = of(b"\x02\x04main\x00\x07\x02go\x00\x80\x01");
        let called = |name: &[u8]| name == b"go";
        assert_eq!(exporting(&both, &called), Some(of(b"\x01\x02go\x00\x80\x01")));
        assert_eq!(exporting(&both, &|_| true), Some(both.clone()));
        for end in 0..both.len() {
            let _ = exporting(&both[..end], &called);
        }
        assert_eq!(exporting(b"no module", &called), None);
    }

    #[test]
    fn an_exported_table_is_of_the_kind_that_it_was() {
        let of = |index: u8| {
            let mut bytes = b"\0asm\x01\0\0\0".to_vec();
            bytes.extend(section(TABLES, b"\x02\x70\x00\x09\x6f\x00\x10"));
            bytes.extend(section(EXPORTS, &[1, 1, b'x', TABLE, index]));
            bytes
        };
        assert_eq!(with_tables_of(&of(1), &of(0)), Some(of(1)));
        assert_eq!(with_tables_of(&of(1), &of(1)), Some(of(1)));
        assert_eq!(with_tables_of(&of(0), &of(0)), Some(of(0)));
    }
}
