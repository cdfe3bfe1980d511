//! Reads just enough of a WebAssembly module to say which function takes how many
//! bytes: the sizes in the code section and the names in the name section. By hand,
//! because this is far less than what a full parser brings along.

mod rewrite;

pub(crate) use rewrite::{exporting, renamed, with_tables_of, without_custom_sections};

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

    pub(super) fn section(id: u8, body: &[u8]) -> Vec<u8> {
        let mut section = vec![id, body.len() as u8];
        section.extend(body);
        section
    }

    /// One imported memory, one imported function and two functions of its own.
    pub(super) fn module() -> Vec<u8> {
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
