"""The standard library from go/ast to go/parser."""

ROWS = """
package ast go/ast
import go/token io iter reflect
type ArrayType struct{Lbrack token.Pos; Len Expr; Elt Expr}
func (*ArrayType) End() token.Pos
func (*ArrayType) Pos() token.Pos
type AssignStmt struct{Lhs []Expr; TokPos token.Pos; Tok token.Token; Rhs []Expr}
func (*AssignStmt) End() token.Pos
func (*AssignStmt) Pos() token.Pos
type BadDecl struct{From token.Pos; To token.Pos}
func (*BadDecl) End() token.Pos
func (*BadDecl) Pos() token.Pos
type BadExpr struct{From token.Pos; To token.Pos}
func (*BadExpr) End() token.Pos
func (*BadExpr) Pos() token.Pos
type BadStmt struct{From token.Pos; To token.Pos}
func (*BadStmt) End() token.Pos
func (*BadStmt) Pos() token.Pos
type BasicLit struct{ValuePos token.Pos; ValueEnd token.Pos; Kind token.Token; Value string}
func (*BasicLit) End() token.Pos
func (*BasicLit) Pos() token.Pos
type BinaryExpr struct{X Expr; OpPos token.Pos; Op token.Token; Y Expr}
func (*BinaryExpr) End() token.Pos
func (*BinaryExpr) Pos() token.Pos
type BlockStmt struct{Lbrace token.Pos; List []Stmt; Rbrace token.Pos}
func (*BlockStmt) End() token.Pos
func (*BlockStmt) Pos() token.Pos
type BranchStmt struct{TokPos token.Pos; Tok token.Token; Label *Ident}
func (*BranchStmt) End() token.Pos
func (*BranchStmt) Pos() token.Pos
type CallExpr struct{Fun Expr; Lparen token.Pos; Args []Expr; Ellipsis token.Pos; Rparen token.Pos}
func (*CallExpr) End() token.Pos
func (*CallExpr) Pos() token.Pos
type CaseClause struct{Case token.Pos; List []Expr; Colon token.Pos; Body []Stmt}
func (*CaseClause) End() token.Pos
func (*CaseClause) Pos() token.Pos
type ChanDir int
type ChanType struct{Begin token.Pos; Arrow token.Pos; Dir ChanDir; Value Expr}
func (*ChanType) End() token.Pos
func (*ChanType) Pos() token.Pos
type CommClause struct{Case token.Pos; Comm Stmt; Colon token.Pos; Body []Stmt}
func (*CommClause) End() token.Pos
func (*CommClause) Pos() token.Pos
type Comment struct{Slash token.Pos; Text string}
func (*Comment) End() token.Pos
func (*Comment) Pos() token.Pos
type CommentGroup struct{List []*Comment}
func (*CommentGroup) End() token.Pos
func (*CommentGroup) Pos() token.Pos
func (*CommentGroup) Text() string
type CommentMap map[Node][]*CommentGroup
func (CommentMap) Comments() []*CommentGroup
func (CommentMap) Filter(Node) CommentMap
func (CommentMap) String() string
func (CommentMap) Update(Node, Node) Node
type CompositeLit struct{Type Expr; Lbrace token.Pos; Elts []Expr; Rbrace token.Pos; Incomplete bool}
func (*CompositeLit) End() token.Pos
func (*CompositeLit) Pos() token.Pos
type Decl interface{Node; declNode()}
type DeclStmt struct{Decl Decl}
func (*DeclStmt) End() token.Pos
func (*DeclStmt) Pos() token.Pos
type DeferStmt struct{Defer token.Pos; Call *CallExpr}
func (*DeferStmt) End() token.Pos
func (*DeferStmt) Pos() token.Pos
type Directive struct{Tool string; Name string; Args string; Slash token.Pos; ArgsPos token.Pos}
func (*Directive) End() token.Pos
func (*Directive) ParseArgs() ([]DirectiveArg, error)
func (*Directive) Pos() token.Pos
type DirectiveArg struct{Arg string; Pos token.Pos}
type Ellipsis struct{Ellipsis token.Pos; Elt Expr}
func (*Ellipsis) End() token.Pos
func (*Ellipsis) Pos() token.Pos
type EmptyStmt struct{Semicolon token.Pos; Implicit bool}
func (*EmptyStmt) End() token.Pos
func (*EmptyStmt) Pos() token.Pos
type Expr interface{Node; exprNode()}
type ExprStmt struct{X Expr}
func (*ExprStmt) End() token.Pos
func (*ExprStmt) Pos() token.Pos
type Field struct{Doc *CommentGroup; Names []*Ident; Type Expr; Tag *BasicLit; Comment *CommentGroup}
func (*Field) End() token.Pos
func (*Field) Pos() token.Pos
type FieldFilter func(string, reflect.Value) bool
type FieldList struct{Opening token.Pos; List []*Field; Closing token.Pos}
func (*FieldList) End() token.Pos
func (*FieldList) NumFields() int
func (*FieldList) Pos() token.Pos
type File struct{Doc *CommentGroup; Package token.Pos; Name *Ident; Decls []Decl; FileStart token.Pos; FileEnd token.Pos; Scope *Scope; Imports []*ImportSpec; Unresolved []*Ident; Comments []*CommentGroup; GoVersion string}
func (*File) End() token.Pos
func (*File) Pos() token.Pos
func FileExports(*File) bool
type Filter func(string) bool
func FilterDecl(Decl, Filter) bool
func FilterFile(*File, Filter) bool
func FilterPackage(*Package, Filter) bool
type ForStmt struct{For token.Pos; Init Stmt; Cond Expr; Post Stmt; Body *BlockStmt}
func (*ForStmt) End() token.Pos
func (*ForStmt) Pos() token.Pos
func Fprint(io.Writer, *token.FileSet, any, FieldFilter) error
type FuncDecl struct{Doc *CommentGroup; Recv *FieldList; Name *Ident; Type *FuncType; Body *BlockStmt}
func (*FuncDecl) End() token.Pos
func (*FuncDecl) Pos() token.Pos
type FuncLit struct{Type *FuncType; Body *BlockStmt}
func (*FuncLit) End() token.Pos
func (*FuncLit) Pos() token.Pos
type FuncType struct{Func token.Pos; TypeParams *FieldList; Params *FieldList; Results *FieldList}
func (*FuncType) End() token.Pos
func (*FuncType) Pos() token.Pos
type GenDecl struct{Doc *CommentGroup; TokPos token.Pos; Tok token.Token; Lparen token.Pos; Specs []Spec; Rparen token.Pos}
func (*GenDecl) End() token.Pos
func (*GenDecl) Pos() token.Pos
type GoStmt struct{Go token.Pos; Call *CallExpr}
func (*GoStmt) End() token.Pos
func (*GoStmt) Pos() token.Pos
type Ident struct{NamePos token.Pos; Name string; Obj *Object}
func (*Ident) End() token.Pos
func (*Ident) IsExported() bool
func (*Ident) Pos() token.Pos
func (*Ident) String() string
type IfStmt struct{If token.Pos; Init Stmt; Cond Expr; Body *BlockStmt; Else Stmt}
func (*IfStmt) End() token.Pos
func (*IfStmt) Pos() token.Pos
type ImportSpec struct{Doc *CommentGroup; Name *Ident; Path *BasicLit; Comment *CommentGroup; EndPos token.Pos}
func (*ImportSpec) End() token.Pos
func (*ImportSpec) Pos() token.Pos
type Importer func(map[string]*Object, string) (*Object, error)
type IncDecStmt struct{X Expr; TokPos token.Pos; Tok token.Token}
func (*IncDecStmt) End() token.Pos
func (*IncDecStmt) Pos() token.Pos
type IndexExpr struct{X Expr; Lbrack token.Pos; Index Expr; Rbrack token.Pos}
func (*IndexExpr) End() token.Pos
func (*IndexExpr) Pos() token.Pos
type IndexListExpr struct{X Expr; Lbrack token.Pos; Indices []Expr; Rbrack token.Pos}
func (*IndexListExpr) End() token.Pos
func (*IndexListExpr) Pos() token.Pos
func Inspect(Node, func(Node) bool)
type InterfaceType struct{Interface token.Pos; Methods *FieldList; Incomplete bool}
func (*InterfaceType) End() token.Pos
func (*InterfaceType) Pos() token.Pos
func IsExported(string) bool
func IsGenerated(*File) bool
type KeyValueExpr struct{Key Expr; Colon token.Pos; Value Expr}
func (*KeyValueExpr) End() token.Pos
func (*KeyValueExpr) Pos() token.Pos
type LabeledStmt struct{Label *Ident; Colon token.Pos; Stmt Stmt}
func (*LabeledStmt) End() token.Pos
func (*LabeledStmt) Pos() token.Pos
type MapType struct{Map token.Pos; Key Expr; Value Expr}
func (*MapType) End() token.Pos
func (*MapType) Pos() token.Pos
type MergeMode uint
func MergePackageFiles(*Package, MergeMode) *File
func NewCommentMap(*token.FileSet, Node, []*CommentGroup) CommentMap
func NewIdent(string) *Ident
func NewObj(ObjKind, string) *Object
func NewPackage(*token.FileSet, map[string]*File, Importer, *Scope) (*Package, error)
func NewScope(*Scope) *Scope
type Node interface{End() token.Pos; Pos() token.Pos}
func NotNilFilter(string, reflect.Value) bool
type ObjKind int
func (ObjKind) String() string
type Object struct{Kind ObjKind; Name string; Decl any; Data any; Type any}
func (*Object) Pos() token.Pos
type Package struct{Name string; Scope *Scope; Imports map[string]*Object; Files map[string]*File}
func (*Package) End() token.Pos
func (*Package) Pos() token.Pos
func PackageExports(*Package) bool
type ParenExpr struct{Lparen token.Pos; X Expr; Rparen token.Pos}
func (*ParenExpr) End() token.Pos
func (*ParenExpr) Pos() token.Pos
func ParseDirective(token.Pos, string) (Directive, bool)
func Preorder(Node) iter.Seq[Node]
func PreorderStack(Node, []Node, func(Node, []Node) bool)
func Print(*token.FileSet, any) error
type RangeStmt struct{For token.Pos; Key Expr; Value Expr; TokPos token.Pos; Tok token.Token; Range token.Pos; X Expr; Body *BlockStmt}
func (*RangeStmt) End() token.Pos
func (*RangeStmt) Pos() token.Pos
type ReturnStmt struct{Return token.Pos; Results []Expr}
func (*ReturnStmt) End() token.Pos
func (*ReturnStmt) Pos() token.Pos
type Scope struct{Outer *Scope; Objects map[string]*Object}
func (*Scope) Insert(*Object) *Object
func (*Scope) Lookup(string) *Object
func (*Scope) String() string
type SelectStmt struct{Select token.Pos; Body *BlockStmt}
func (*SelectStmt) End() token.Pos
func (*SelectStmt) Pos() token.Pos
type SelectorExpr struct{X Expr; Sel *Ident}
func (*SelectorExpr) End() token.Pos
func (*SelectorExpr) Pos() token.Pos
type SendStmt struct{Chan Expr; Arrow token.Pos; Value Expr}
func (*SendStmt) End() token.Pos
func (*SendStmt) Pos() token.Pos
type SliceExpr struct{X Expr; Lbrack token.Pos; Low Expr; High Expr; Max Expr; Slice3 bool; Rbrack token.Pos}
func (*SliceExpr) End() token.Pos
func (*SliceExpr) Pos() token.Pos
func SortImports(*token.FileSet, *File)
type Spec interface{Node; specNode()}
type StarExpr struct{Star token.Pos; X Expr}
func (*StarExpr) End() token.Pos
func (*StarExpr) Pos() token.Pos
type Stmt interface{Node; stmtNode()}
type StructType struct{Struct token.Pos; Fields *FieldList; Incomplete bool}
func (*StructType) End() token.Pos
func (*StructType) Pos() token.Pos
type SwitchStmt struct{Switch token.Pos; Init Stmt; Tag Expr; Body *BlockStmt}
func (*SwitchStmt) End() token.Pos
func (*SwitchStmt) Pos() token.Pos
type TypeAssertExpr struct{X Expr; Lparen token.Pos; Type Expr; Rparen token.Pos}
func (*TypeAssertExpr) End() token.Pos
func (*TypeAssertExpr) Pos() token.Pos
type TypeSpec struct{Doc *CommentGroup; Name *Ident; TypeParams *FieldList; Assign token.Pos; Type Expr; Comment *CommentGroup}
func (*TypeSpec) End() token.Pos
func (*TypeSpec) Pos() token.Pos
type TypeSwitchStmt struct{Switch token.Pos; Init Stmt; Assign Stmt; Body *BlockStmt}
func (*TypeSwitchStmt) End() token.Pos
func (*TypeSwitchStmt) Pos() token.Pos
type UnaryExpr struct{OpPos token.Pos; Op token.Token; X Expr}
func (*UnaryExpr) End() token.Pos
func (*UnaryExpr) Pos() token.Pos
func Unparen(Expr) Expr
type ValueSpec struct{Doc *CommentGroup; Names []*Ident; Type Expr; Values []Expr; Comment *CommentGroup}
func (*ValueSpec) End() token.Pos
func (*ValueSpec) Pos() token.Pos
type Visitor interface{Visit(Node) Visitor}
func Walk(Visitor, Node)
const RECV, SEND ChanDir
const FilterFuncDuplicates, FilterImportDuplicates, FilterUnassociatedComments MergeMode
const Bad, Con, Fun, Lbl, Pkg, Typ, Var ObjKind

package parser go/parser
import go/ast go/token io/fs
type Mode uint
func ParseDir(*token.FileSet, string, func(fs.FileInfo) bool, Mode) (map[string]*ast.Package, error)
func ParseExpr(string) (ast.Expr, error)
func ParseExprFrom(*token.FileSet, string, any, Mode) (ast.Expr, error)
func ParseFile(*token.FileSet, string, any, Mode) (*ast.File, error)
const AllErrors, DeclarationErrors, ImportsOnly, PackageClauseOnly, ParseComments, SkipObjectResolution, SpuriousErrors, Trace Mode
"""
