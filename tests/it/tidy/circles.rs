//! Files of the source that import each other in a circle: who reads one has to read them all, so
//! circles stay small. What a file takes from the files above it in the tree is no part of one.

use std::collections::{BTreeMap, BTreeSet};

use super::none;
use super::source::{Named, Source, read_names, read_paths, sources, word_starts};

const CIRCLE_MAX: usize = 10;

type Path = Vec<String>;

/// The modules with a file each, and what they pass on by `pub use`.
struct Modules {
    files: BTreeSet<Path>,
    passed_on: BTreeMap<Path, BTreeMap<String, Path>>,
}

fn owned(path: &[&str]) -> Path {
    path.iter().map(|part| (*part).to_owned()).collect()
}

impl Modules {
    fn of(all: &[Source]) -> Self {
        let files = all.iter().map(|source| owned(&source.module())).collect();
        let mut modules = Self { files, passed_on: BTreeMap::new() };
        for source in all {
            let module = owned(&source.module());
            let names = passed_on(source).into_iter();
            let names = names.filter_map(|named| Some((named.name?, named.path))).collect();
            modules.passed_on.insert(module, names);
        }
        modules
    }

    /// The module in whose file the thing of this path stands.
    fn home(&self, path: &[String]) -> Option<Path> {
        let mut path = path.to_vec();
        // A name that is passed on more often than this is lost, not wrong.
        for _ in 0..4 {
            let end = (1..=path.len()).rev().find(|end| self.files.contains(&path[..*end]))?;
            let (module, rest) = path.split_at(end);
            let further = rest.first().and_then(|name| self.passed_on[module].get(name));
            match further {
                Some(further) if further.as_slice() != path.as_slice() => {
                    path = further.iter().chain(&rest[1..]).cloned().collect();
                }
                _ => return Some(module.to_vec()),
            }
        }
        None
    }

    /// The files whose contents this one names.
    fn imports(&self, source: &Source) -> BTreeSet<Path> {
        let module = owned(&source.module());
        let mut paths: Vec<Path> = source.crate_paths().into_iter().map(|(_, path)| path).collect();
        let children = self
            .files
            .iter()
            .filter(|file| file.len() == module.len() + 1 && file.starts_with(&module));
        let mut known: BTreeSet<Path> = children.cloned().collect();
        known.extend(
            paths.iter().map(|path| without_self(path)).filter(|path| self.files.contains(path)),
        );
        for path in known {
            let (Some(name), base) = (path.last(), &path[..path.len() - 1]) else { continue };
            for at in word_starts(&source.program, name) {
                let is_head = !source.program[..at].ends_with("::");
                if is_head && source.program[at + name.len()..].starts_with("::") {
                    read_paths(&source.program[at..], base, &mut paths);
                }
            }
        }
        let homes = paths.iter().filter_map(|path| self.home(&without_self(path)));
        homes.filter(|home| !module.starts_with(home)).collect()
    }
}

/// `a::{self}` is `a`.
fn without_self(path: &[String]) -> Path {
    path.iter().filter(|part| *part != "self").cloned().collect()
}

/// What a file passes on, as paths from the crate's root with the names that it gives them.
fn passed_on(source: &Source) -> Vec<Named> {
    let (code, module) = (&source.program, owned(&source.module()));
    let mut found = Vec::new();
    for at in word_starts(code, "use") {
        let line = code[..at].rsplit('\n').next().unwrap_or_default().trim_start();
        if !line.starts_with("pub") {
            continue;
        }
        let mut rest = code[at + "use".len()..].trim_start();
        let mut base = module.clone();
        if let Some(below) = rest.strip_prefix("crate::") {
            (rest, base) = (below, Vec::new());
        }
        while let Some(below) = rest.strip_prefix("super::") {
            base.pop();
            rest = below;
        }
        read_names(rest.strip_prefix("self::").unwrap_or(rest), &base, &mut found);
    }
    found
}

/// Every file that can be reached from `start`, each by one import or more.
fn reached(imports: &BTreeMap<Path, BTreeSet<Path>>, start: &Path) -> BTreeSet<Path> {
    let (mut found, mut open) = (BTreeSet::new(), vec![start]);
    while let Some(next) = open.pop() {
        for import in imports.get(next).into_iter().flatten() {
            if found.insert(import.clone()) {
                open.push(import);
            }
        }
    }
    found
}

/// The circles: files of which each reaches all others.
fn circles(imports: &BTreeMap<Path, BTreeSet<Path>>) -> BTreeSet<Vec<Path>> {
    let reach: BTreeMap<&Path, BTreeSet<Path>> =
        imports.keys().map(|file| (file, reached(imports, file))).collect();
    let with = |file: &Path| -> Vec<Path> {
        let back = |other: &&Path| reach.get(other).is_some_and(|reached| reached.contains(file));
        reach[file].iter().filter(back).cloned().collect()
    };
    imports.keys().map(with).filter(|circle| circle.len() > 1).collect()
}

#[test]
fn files_that_import_each_other_are_few() {
    let all: Vec<Source> =
        sources("src").into_iter().filter(|source| !source.program.is_empty()).collect();
    let modules = Modules::of(&all);
    let imports = all
        .iter()
        .map(|source| (owned(&source.module()), modules.imports(source)))
        .collect::<BTreeMap<_, _>>();
    let circles = circles(&imports);
    assert!(!circles.is_empty(), "the imports are not read");
    let large = circles.into_iter().filter(|circle| circle.len() > CIRCLE_MAX);
    let told = large.map(|circle| {
        let names: Vec<String> = circle.iter().map(|file| file.join("::")).collect();
        format!("{} files: {}", names.len(), names.join(", "))
    });
    none("circles of imports", told);
}
