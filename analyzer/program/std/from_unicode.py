"""The standard library from unicode to weak."""

ROWS = """
package unicode unicode
type CaseRange struct{Lo uint32; Hi uint32; Delta d}
func In(rune, ...*RangeTable) bool
func Is(*RangeTable, rune) bool
func IsControl(rune) bool
func IsDigit(rune) bool
func IsGraphic(rune) bool
func IsLetter(rune) bool
func IsLower(rune) bool
func IsMark(rune) bool
func IsNumber(rune) bool
func IsOneOf([]*RangeTable, rune) bool
func IsPrint(rune) bool
func IsPunct(rune) bool
func IsSpace(rune) bool
func IsSymbol(rune) bool
func IsTitle(rune) bool
func IsUpper(rune) bool
type Range16 struct{Lo uint16; Hi uint16; Stride uint16}
type Range32 struct{Lo uint32; Hi uint32; Stride uint32}
type RangeTable struct{R16 []Range16; R32 []Range32; LatinOffset int}
func SimpleFold(rune) rune
type SpecialCase []CaseRange
func (SpecialCase) ToLower(rune) rune
func (SpecialCase) ToTitle(rune) rune
func (SpecialCase) ToUpper(rune) rune
func To(int, rune) rune
func ToLower(rune) rune
func ToTitle(rune) rune
func ToUpper(rune) rune
type d [3]rune
const LowerCase, MaxCase, TitleCase, UpperCase untyped int
const MaxASCII, MaxLatin1, MaxRune, ReplacementChar, UpperLower untyped rune
const Version untyped string
var ASCII_Hex_Digit, Adlam, Ahom, Anatolian_Hieroglyphs, Arabic, Armenian, Avestan, Balinese, Bamum, Bassa_Vah, Batak, Bengali *RangeTable
var Beria_Erfe, Bhaiksuki, Bidi_Control, Bopomofo, Brahmi, Braille, Buginese, Buhid, C, Canadian_Aboriginal, Carian *RangeTable
var Caucasian_Albanian, Cc, Cf, Chakma, Cham, Cherokee, Chorasmian, Cn, Co, Common, Coptic, Cs, Cuneiform, Cypriot, Cypro_Minoan *RangeTable
var Cyrillic, Dash, Deprecated, Deseret, Devanagari, Diacritic, Digit, Dives_Akuru, Dogra, Duployan, Egyptian_Hieroglyphs *RangeTable
var Elbasan, Elymaic, Ethiopic, Extender, Garay, Georgian, Glagolitic, Gothic, Grantha, Greek, Gujarati, Gunjala_Gondi, Gurmukhi *RangeTable
var Gurung_Khema, Han, Hangul, Hanifi_Rohingya, Hanunoo, Hatran, Hebrew, Hex_Digit, Hiragana, Hyphen, IDS_Binary_Operator *RangeTable
var IDS_Trinary_Operator, IDS_Unary_Operator, ID_Compat_Math_Continue, ID_Compat_Math_Start, Ideographic, Imperial_Aramaic *RangeTable
var Inherited, Inscriptional_Pahlavi, Inscriptional_Parthian, Javanese, Join_Control, Kaithi, Kannada, Katakana, Kawi, Kayah_Li *RangeTable
var Kharoshthi, Khitan_Small_Script, Khmer, Khojki, Khudawadi, Kirat_Rai, L, LC, Lao, Latin, Lepcha, Letter, Limbu, Linear_A *RangeTable
var Linear_B, Lisu, Ll, Lm, Lo, Logical_Order_Exception, Lower, Lt, Lu, Lycian, Lydian, M, Mahajani, Makasar, Malayalam, Mandaic *RangeTable
var Manichaean, Marchen, Mark, Masaram_Gondi, Mc, Me, Medefaidrin, Meetei_Mayek, Mende_Kikakui, Meroitic_Cursive *RangeTable
var Meroitic_Hieroglyphs, Miao, Mn, Modi, Modifier_Combining_Mark, Mongolian, Mro, Multani, Myanmar, N, Nabataean, Nag_Mundari *RangeTable
var Nandinagari, Nd, New_Tai_Lue, Newa, Nko, Nl, No, Noncharacter_Code_Point, Number, Nushu, Nyiakeng_Puachue_Hmong, Ogham *RangeTable
var Ol_Chiki, Ol_Onal, Old_Hungarian, Old_Italic, Old_North_Arabian, Old_Permic, Old_Persian, Old_Sogdian, Old_South_Arabian *RangeTable
var Old_Turkic, Old_Uyghur, Oriya, Osage, Osmanya, Other, Other_Alphabetic, Other_Default_Ignorable_Code_Point *RangeTable
var Other_Grapheme_Extend, Other_ID_Continue, Other_ID_Start, Other_Lowercase, Other_Math, Other_Uppercase, P, Pahawh_Hmong *RangeTable
var Palmyrene, Pattern_Syntax, Pattern_White_Space, Pau_Cin_Hau, Pc, Pd, Pe, Pf, Phags_Pa, Phoenician, Pi, Po *RangeTable
var Prepended_Concatenation_Mark, Ps, Psalter_Pahlavi, Punct, Quotation_Mark, Radical, Regional_Indicator, Rejang, Runic, S *RangeTable
var STerm, Samaritan, Saurashtra, Sc, Sentence_Terminal, Sharada, Shavian, Siddham, Sidetic, SignWriting, Sinhala, Sk, Sm, So *RangeTable
var Soft_Dotted, Sogdian, Sora_Sompeng, Soyombo, Space, Sundanese, Sunuwar, Syloti_Nagri, Symbol, Syriac, Tagalog, Tagbanwa *RangeTable
var Tai_Le, Tai_Tham, Tai_Viet, Tai_Yo, Takri, Tamil, Tangsa, Tangut, Telugu, Terminal_Punctuation, Thaana, Thai, Tibetan *RangeTable
var Tifinagh, Tirhuta, Title, Todhri, Tolong_Siki, Toto, Tulu_Tigalari, Ugaritic, Unified_Ideograph, Upper, Vai *RangeTable
var Variation_Selector, Vithkuqi, Wancho, Warang_Citi, White_Space, Yezidi, Yi, Z, Zanabazar_Square, Zl, Zp, Zs *RangeTable
var AzeriCase, TurkishCase SpecialCase
var GraphicRanges, PrintRanges []*RangeTable
var CaseRanges []CaseRange
var Categories, FoldCategory, FoldScript, Properties, Scripts map[string]*RangeTable
var CategoryAliases map[string]string

package utf16 unicode/utf16
func AppendRune([]uint16, rune) []uint16
func Decode([]uint16) []rune
func DecodeRune(rune, rune) rune
func Encode([]rune) []uint16
func EncodeRune(rune) (rune, rune)
func IsSurrogate(rune) bool
func RuneLen(rune) int

package utf8 unicode/utf8
func AppendRune([]byte, rune) []byte
func DecodeLastRune([]byte) (rune, int)
func DecodeLastRuneInString(string) (rune, int)
func DecodeRune([]byte) (rune, int)
func DecodeRuneInString(string) (rune, int)
func EncodeRune([]byte, rune) int
func FullRune([]byte) bool
func FullRuneInString(string) bool
func RuneCount([]byte) int
func RuneCountInString(string) int
func RuneLen(rune) int
func RuneStart(byte) bool
func Valid([]byte) bool
func ValidRune(rune) bool
func ValidString(string) bool
const RuneSelf, UTFMax untyped int
const MaxRune, RuneError untyped rune

package unique unique
type Handle[T comparable] struct{}
func (Handle[T]) Value() T
func Make[T comparable](T) Handle[T]

package weak weak
func Make[T any](*T) Pointer[T]
type Pointer[T any] struct{}
func (Pointer[T]) Value() *T
"""
