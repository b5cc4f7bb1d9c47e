// Command check type-checks Go programs that are laid out below a folder, one sub-folder each.
//
// It prints one line for each mistake, and for each `_ = x // want T` whose x is not of type T. Imports are found in vendor
// folders, in the program's own modules, below its folder OUTSIDE, and in the standard library.
package main

import (
	"fmt"
	"go/ast"
	"go/build"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
)

var (
	fset     = token.NewFileSet()
	standard = importer.ForCompiler(fset, "source", nil)
	module   = regexp.MustCompile(`(?m)^module\s+(\S+)`)
	version  = regexp.MustCompile(`(?m)^go\s+(\S+)`)
	replace  = regexp.MustCompile(`(?m)^\s*(?:replace\s+)?(\S+)(?:\s+v\S+)?\s*=>\s*(\.\S*)`)
	want     = regexp.MustCompile(`// want (.*)`)
)

// program is one tree; directories are relative to its root.
type program struct {
	root    string
	modules map[string]string // directory by module path, replacements included
	version string
	known   map[string]*types.Package
	wants   bool
}

func main() {
	entries, err := os.ReadDir(os.Args[1])
	if err != nil {
		panic(err)
	}
	for _, entry := range entries {
		p := &program{root: filepath.Join(os.Args[1], entry.Name()), modules: map[string]string{}, known: map[string]*types.Package{}}
		p.wants = strings.HasPrefix(entry.Name(), "types-")
		p.check()
	}
	fmt.Println(len(entries), "programs")
}

func (p *program) check() {
	var directories []string
	must(filepath.WalkDir(p.root, func(name string, d fs.DirEntry, err error) error {
		must(err)
		inner, err := filepath.Rel(p.root, name)
		must(err)
		if d.IsDir() {
			directories = append(directories, filepath.ToSlash(inner))
		} else if d.Name() == "go.mod" && !strings.Contains("/"+inner, "/vendor/") {
			p.module(path.Dir(filepath.ToSlash(inner)), name)
		}
		return nil
	}))
	for _, directory := range directories {
		p.load(directory)
		p.tests(directory)
	}
}

func (p *program) module(directory, name string) {
	text, err := os.ReadFile(name)
	must(err)
	if found := module.FindSubmatch(text); found != nil {
		p.modules[string(found[1])] = directory
	}
	if found := version.FindSubmatch(text); found != nil {
		p.version = "go" + string(found[1])
	}
	for _, found := range replace.FindAllSubmatch(text, -1) {
		p.modules[string(found[1])] = path.Join(directory, string(found[2]))
	}
}

// ImportFrom implements types.ImporterFrom.
func (p *program) ImportFrom(name, from string, _ types.ImportMode) (*types.Package, error) {
	inner, err := filepath.Rel(p.root, from)
	must(err)
	for directory := filepath.ToSlash(inner); ; directory = path.Dir(directory) {
		if found := p.load(path.Join(directory, "vendor", name)); found != nil {
			return found, nil
		}
		if directory == "." || directory == "/" {
			break
		}
	}
	longest, place := -1, ""
	for module, directory := range p.modules {
		if below := strings.TrimPrefix(name, module); below != name && (below == "" || below[0] == '/') && len(module) > longest {
			longest, place = len(module), path.Join(directory, below)
		}
	}
	if longest >= 0 {
		if found := p.load(place); found != nil {
			return found, nil
		}
	}
	if found := p.load(path.Join("OUTSIDE", name)); found != nil {
		return found, nil
	}
	return standard.Import(name)
}

// Import implements types.Importer.
func (p *program) Import(name string) (*types.Package, error) { return p.ImportFrom(name, p.root, 0) }

// load checks the package in a directory; nil if there is none.
func (p *program) load(directory string) *types.Package {
	if found, met := p.known[directory]; met {
		return found
	}
	p.known[directory] = nil
	files := p.parse(directory, func(name string, _ *ast.File) bool { return !strings.HasSuffix(name, "_test.go") })
	if len(files) > 0 {
		p.known[directory] = p.typed(directory, files)
	}
	return p.known[directory]
}

// tests checks the test files of a directory: those of the package together with it, then those of its test package.
func (p *program) tests(directory string) {
	if names, _ := filepath.Glob(filepath.Join(p.root, directory, "*_test.go")); len(names) == 0 {
		return
	}
	external := func(name string, file *ast.File) bool {
		return strings.HasSuffix(name, "_test.go") && strings.HasSuffix(file.Name.Name, "_test")
	}
	p.typed(directory, p.parse(directory, func(name string, file *ast.File) bool { return !external(name, file) }))
	p.typed(directory, p.parse(directory, external))
}

func (p *program) parse(directory string, taken func(string, *ast.File) bool) []*ast.File {
	context := build.Default
	context.GOOS, context.GOARCH, context.CgoEnabled = "linux", "amd64", false
	names, _ := filepath.Glob(filepath.Join(p.root, directory, "*.go"))
	sort.Strings(names)
	var files []*ast.File
	for _, name := range names {
		matches, err := context.MatchFile(filepath.Dir(name), filepath.Base(name))
		if err != nil {
			fmt.Println(err)
		}
		if !matches {
			continue
		}
		file, err := parser.ParseFile(fset, name, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			fmt.Println(err)
		} else if taken(name, file) {
			files = append(files, file)
		}
	}
	return files
}

func (p *program) typed(directory string, files []*ast.File) *types.Package {
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
	config := types.Config{Importer: p, GoVersion: p.version, Error: func(err error) { fmt.Println(err) }}
	found, _ := config.Check(path.Join("/", directory), fset, files, info)
	for _, file := range files {
		if p.wants && !strings.Contains(directory, "OUTSIDE") {
			compare(found, file, info)
		}
	}
	return found
}

// compare holds what stands behind `// want` against the type of what is assigned on that line.
func compare(own *types.Package, file *ast.File, info *types.Info) {
	wanted := map[int]string{}
	for _, group := range file.Comments {
		for _, comment := range group.List {
			if found := want.FindStringSubmatch(comment.Text); found != nil {
				wanted[fset.Position(comment.Pos()).Line] = found[1]
			}
		}
	}
	qualify := func(p *types.Package) string { return p.Name() }
	ast.Inspect(file, func(node ast.Node) bool {
		assign, is := node.(*ast.AssignStmt)
		if !is {
			return true
		}
		text := wanted[fset.Position(assign.TokPos).Line]
		if text == "" || strings.HasPrefix(text, "unknown") || len(assign.Rhs) != 1 {
			return true
		}
		text = strings.ReplaceAll(text, own.Name()+".", "")
		for i, got := range parts(info.TypeOf(assign.Rhs[0])) {
			want := strings.Split(text, " | ")[i]
			meant, err := types.Eval(fset, own, assign.Rhs[0].Pos(), want)
			if err == nil && meant.IsType() && types.Identical(meant.Type, types.Default(got)) {
				continue
			}
			written := types.TypeString(types.Default(got), qualify)
			if plain(strings.ReplaceAll(written, own.Name()+".", "")) != plain(want) {
				fmt.Printf("%s: want %s, but it is %s\n", fset.Position(assign.Pos()), want, written)
			}
		}
		return true
	})
}

// parts is the types of the values that an expression gives.
func parts(t types.Type) []types.Type {
	tuple, is := t.(*types.Tuple)
	if !is {
		return []types.Type{t}
	}
	var found []types.Type
	for i := range tuple.Len() {
		found = append(found, tuple.At(i).Type())
	}
	return found
}

// plain is a type's text less what may be written in two ways.
func plain(text string) string {
	return strings.NewReplacer("interface{}", "any", "uint8", "byte", "int32", "rune").Replace(text)
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
