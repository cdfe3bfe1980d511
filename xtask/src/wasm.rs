//! Reads just enough of a WebAssembly module to say which function takes how many
//! bytes: the sizes in the code section and the names in the name section. By hand,
//! because this is far less than what a full parser brings along.

/// What a module is made of, in bytes.
#[derive(Debug, Default)]
pub(crate) struct Module {
    /// The whole code section.
    pub(crate) code: usize,
    /// The whole data section: strings and tables.
    pub(crate) data: usize,
    /// Every function defined in the module, with its (mangled) name if it has one.
    pub(crate) functions: Vec<(Option<String>, usize)>,
}

const CUSTOM: u8 = 0;
const IMPORTS: u8 = 2;
const TABLES: u8 = 4;
const EXPORTS: u8 = 7;
const CODE: u8 = 10;
const DATA: u8 = 11;
/// What is exported as a table.
const TABLE: u8 = 1;
const FUNCTION_NAMES: u8 = 1;

/// Reads a module; the error says which part of it made no sense.
pub(crate) fn read(bytes: &[u8]) -> Result<Module, &'static str> {
    let body = bytes.strip_prefix(b"\0asm\x01\0\0\0").ok_or("this is no WebAssembly module")?;
    let mut sections = Reader(body);
    let (mut module, mut names, mut imported) = (Module::default(), Vec::new(), 0);
    while !sections.0.is_empty() {
        let id = sections.byte().ok_or("a section has no kind")?;
        let section = sections.block().ok_or("a section is cut off")?;
        match id {
            IMPORTS => imported = imported_functions(section).ok_or("the imports make no sense")?,
            CODE => {
                module.code = section.len();
                let sizes = body_sizes(section).ok_or("the code section is cut off")?;
                module.functions = sizes.into_iter().map(|size| (None, size)).collect();
            }
            DATA => module.data = section.len(),
            CUSTOM => {
                let mut section = Reader(section);
                if section.block().ok_or("a custom section has no name")? == b"name" {
                    names = function_names(section).ok_or("the name section makes no sense")?;
                }
            }
            _ => {}
        }
    }
    for (index, name) in names {
        // Imported functions are numbered first, and have no code of their own here.
        let function = index.checked_sub(imported).and_then(|i| module.functions.get_mut(i));
        if let Some(function) = function {
            function.0 = Some(name);
        }
    }
    Ok(module)
}

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
    let mut less = bytes.get(..8).filter(|header| *header == b"\0asm\x01\0\0\0")?.to_vec();
    let mut sections = Reader(bytes.get(8..)?);
    while !sections.0.is_empty() {
        let id = sections.byte()?;
        let section = sections.block()?;
        less.push(id);
        if id != EXPORTS {
            write_block(&mut less, section);
            continue;
        }
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
        write_block(&mut less, &[section, wanted].concat());
    }
    Some(less)
}

/// The module with other names for what it imports and exports; `None` when it is no module.
pub(crate) fn renamed(bytes: &[u8], name: &dyn Fn(&[u8]) -> Vec<u8>) -> Option<Vec<u8>> {
    let mut renamed = bytes.get(..8).filter(|header| *header == b"\0asm\x01\0\0\0")?.to_vec();
    let mut sections = Reader(bytes.get(8..)?);
    while !sections.0.is_empty() {
        let id = sections.byte()?;
        let section = sections.block()?;
        renamed.push(id);
        if id == IMPORTS || id == EXPORTS {
            write_block(&mut renamed, &renamed_entries(section, id == IMPORTS, name)?);
        } else {
            write_block(&mut renamed, section);
        }
    }
    Some(renamed)
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

fn body_sizes(section: &[u8]) -> Option<Vec<usize>> {
    let mut section = Reader(section);
    (0..section.number()?).map(|_| section.block().map(<[u8]>::len)).collect()
}

fn function_names(mut section: Reader<'_>) -> Option<Vec<(usize, String)>> {
    let mut names = Vec::new();
    while !section.0.is_empty() {
        let kind = section.byte()?;
        let mut part = Reader(section.block()?);
        if kind == FUNCTION_NAMES {
            for _ in 0..part.number()? {
                let index = part.number()?;
                names.push((index, String::from_utf8_lossy(part.block()?).into_owned()));
            }
        }
    }
    Some(names)
}

fn imported_functions(section: &[u8]) -> Option<usize> {
    let mut section = Reader(section);
    let mut functions = 0;
    for _ in 0..section.number()? {
        section.block()?;
        section.block()?;
        functions += usize::from(section.imported()?);
    }
    Some(functions)
}

/// What is left to read.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (&first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(first)
    }

    /// An unsigned LEB128 number.
    fn number(&mut self) -> Option<usize> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return usize::try_from(number).ok();
            }
        }
        None
    }

    /// Bytes with their number in front.
    fn block(&mut self) -> Option<&'a [u8]> {
        let length = self.number()?;
        let (block, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(block)
    }

    /// What an import is; whether it is a function.
    fn imported(&mut self) -> Option<bool> {
        let kind = self.byte()?;
        match kind {
            0 => drop(self.number()?),
            1 => {
                self.value_type()?;
                self.limits()?;
            }
            2 => self.limits()?,
            3 => {
                self.value_type()?;
                self.byte()?;
            }
            4 => {
                self.byte()?;
                self.number()?;
            }
            _ => return None,
        }
        Some(kind == 0)
    }

    fn value_type(&mut self) -> Option<()> {
        // 0x63 and 0x64 are references to a type that is named by a number after them.
        if matches!(self.byte()?, 0x63 | 0x64) {
            self.number()?;
        }
        Some(())
    }

    fn limits(&mut self) -> Option<()> {
        let has_maximum = self.byte()? & 1 == 1;
        self.number()?;
        if has_maximum {
            self.number()?;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(id: u8, body: &[u8]) -> Vec<u8> {
        let mut section = vec![id, body.len() as u8];
        section.extend(body);
        section
    }

    /// One imported memory, one imported function and two functions of its own.
    fn module() -> Vec<u8> {
        let mut bytes = b"\0asm\x01\0\0\0".to_vec();
        bytes.extend(section(IMPORTS, b"\x02\x01e\x01m\x02\x01\x01\x80\x02\x01e\x01f\x00\x00"));
        bytes.extend(section(CODE, b"\x02\x03abc\x05abcde"));
        bytes.extend(section(DATA, b"\0\0\0\0"));
        let names = b"\x03\x00\x01f\x01\x03one\x02\x03two";
        let mut custom = b"\x04name\x00\x02\x01m\x01".to_vec();
        custom.push(names.len() as u8);
        custom.extend(names);
        bytes.extend(section(CUSTOM, &custom));
        bytes
    }

    #[test]
    fn names_find_their_functions_past_the_imported_ones() {
        let module = read(&module()).expect("it is well formed");
        let named = |name: &str, size| (Some(name.to_owned()), size);
        assert_eq!(module.functions, [named("one", 3), named("two", 5)]);
        assert_eq!((module.code, module.data), (11, 4));
    }

    #[test]
    fn a_module_without_names_still_has_sizes() {
        let mut bytes = b"\0asm\x01\0\0\0".to_vec();
        bytes.extend(section(CODE, b"\x01\x03abc"));
        assert_eq!(read(&bytes).expect("well formed").functions, [(None, 3)]);
    }

    #[test]
    fn without_custom_sections_only_the_names_are_gone() {
        let stripped = super::without_custom_sections(&module()).unwrap();
        assert!(stripped.len() < module().len());
        let (with, without) = (read(&module()).unwrap(), read(&stripped).unwrap());
        assert_eq!(with.code, without.code);
        assert!(without.functions.iter().all(|(name, _)| name.is_none()));
        assert_eq!(super::without_custom_sections(b"no module"), None);
    }

    #[test]
    fn another_name_changes_nothing_else() {
        let longer = |name: &[u8]| if name == b"f" { vec![b'x'; 200] } else { name.to_vec() };
        let renamed = super::renamed(&module(), &longer).unwrap();
        assert_eq!(
            renamed.len(),
            module().len() + 199 + 2,
            "the lengths of name and section take a byte more"
        );
        let back = |name: &[u8]| if name.len() == 200 { b"f".to_vec() } else { name.to_vec() };
        assert_eq!(super::renamed(&renamed, &back).unwrap(), module());
        for end in 0..renamed.len() {
            let _ = super::renamed(&renamed[..end], &longer);
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

    #[test]
    fn no_cut_makes_it_panic() {
        let whole = module();
        for end in 0..whole.len() {
            let _ = read(&whole[..end]);
        }
        assert!(read(b"\x7fELF").is_err());
        assert!(read(&whole[..whole.len() - 1]).is_err());
    }

    #[test]
    fn numbers_take_as_many_bytes_as_they_need() {
        assert_eq!(Reader(&[0xe5, 0x8e, 0x26]).number(), Some(624_485));
        assert_eq!(Reader(&[0xff; 12]).number(), None);
    }
}
