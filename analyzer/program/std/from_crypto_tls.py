"""The standard library from crypto/tls to crypto/x509/pkix."""

ROWS = """
package tls crypto/tls
import context crypto crypto/x509 io net time
type AlertError uint8
func (AlertError) Error() string
type Certificate struct{Certificate [][]byte; PrivateKey crypto.PrivateKey; SupportedSignatureAlgorithms []SignatureScheme; OCSPStaple []byte; SignedCertificateTimestamps [][]byte; Leaf *x509.Certificate}
type CertificateRequestInfo struct{AcceptableCAs [][]byte; SignatureSchemes []SignatureScheme; Version uint16}
func (*CertificateRequestInfo) Context() context.Context
func (*CertificateRequestInfo) SupportsCertificate(*Certificate) error
type CertificateVerificationError struct{UnverifiedCertificates []*x509.Certificate; Err error}
func (*CertificateVerificationError) Error() string
func (*CertificateVerificationError) Unwrap() error
type CipherSuite struct{ID uint16; Name string; SupportedVersions []uint16; Insecure bool}
func CipherSuiteName(uint16) string
func CipherSuites() []*CipherSuite
func Client(net.Conn, *Config) *Conn
type ClientAuthType int
func (ClientAuthType) String() string
type ClientHelloInfo struct{CipherSuites []uint16; ServerName string; SupportedCurves []CurveID; SupportedPoints []uint8; SignatureSchemes []SignatureScheme; SupportedProtos []string; SupportedVersions []uint16; Extensions []uint16; Conn net.Conn; HelloRetryRequest bool}
func (*ClientHelloInfo) Context() context.Context
func (*ClientHelloInfo) SupportsCertificate(*Certificate) error
type ClientSessionCache interface{Get(string) (*ClientSessionState, bool); Put(string, *ClientSessionState)}
type ClientSessionState struct{}
func (*ClientSessionState) ResumptionState() ([]byte, *SessionState, error)
type Config struct{Rand io.Reader; Time func() time.Time; Certificates []Certificate; NameToCertificate map[string]*Certificate; GetCertificate func(*ClientHelloInfo) (*Certificate, error); GetClientCertificate func(*CertificateRequestInfo) (*Certificate, error); GetConfigForClient func(*ClientHelloInfo) (*Config, error); VerifyPeerCertificate func([][]byte, [][]*x509.Certificate) error; VerifyConnection func(ConnectionState) error; RootCAs *x509.CertPool; NextProtos []string; ServerName string; ClientAuth ClientAuthType; ClientCAs *x509.CertPool; InsecureSkipVerify bool; CipherSuites []uint16; PreferServerCipherSuites bool; SessionTicketsDisabled bool; SessionTicketKey [32]byte; ClientSessionCache ClientSessionCache; UnwrapSession func([]byte, ConnectionState) (*SessionState, error); WrapSession func(ConnectionState, *SessionState) ([]byte, error); MinVersion uint16; MaxVersion uint16; CurvePreferences []CurveID; DynamicRecordSizingDisabled bool; Renegotiation RenegotiationSupport; KeyLogWriter io.Writer; EncryptedClientHelloConfigList []byte; EncryptedClientHelloRejectionVerify func(ConnectionState) error; GetEncryptedClientHelloKeys func(*ClientHelloInfo) ([]EncryptedClientHelloKey, error); EncryptedClientHelloKeys []EncryptedClientHelloKey}
func (*Config) BuildNameToCertificate()
func (*Config) Clone() *Config
func (*Config) DecryptTicket([]byte, ConnectionState) (*SessionState, error)
func (*Config) EncryptTicket(ConnectionState, *SessionState) ([]byte, error)
func (*Config) SetSessionTicketKeys([][32]byte)
type Conn struct{}
func (*Conn) Close() error
func (*Conn) CloseWrite() error
func (*Conn) ConnectionState() ConnectionState
func (*Conn) Handshake() error
func (*Conn) HandshakeContext(context.Context) error
func (*Conn) LocalAddr() net.Addr
func (*Conn) NetConn() net.Conn
func (*Conn) OCSPResponse() []byte
func (*Conn) Read([]byte) (int, error)
func (*Conn) RemoteAddr() net.Addr
func (*Conn) SetDeadline(time.Time) error
func (*Conn) SetReadDeadline(time.Time) error
func (*Conn) SetWriteDeadline(time.Time) error
func (*Conn) VerifyHostname(string) error
func (*Conn) Write([]byte) (int, error)
type ConnectionState struct{Version uint16; HandshakeComplete bool; DidResume bool; CipherSuite uint16; CurveID CurveID; NegotiatedProtocol string; NegotiatedProtocolIsMutual bool; ServerName string; PeerCertificates []*x509.Certificate; VerifiedChains [][]*x509.Certificate; SignedCertificateTimestamps [][]byte; OCSPResponse []byte; TLSUnique []byte; ECHAccepted bool; HelloRetryRequest bool; LocalCertificate [][]byte}
func (*ConnectionState) ExportKeyingMaterial(string, []byte, int) ([]byte, error)
type CurveID uint16
func (CurveID) String() string
func Dial(string, string, *Config) (*Conn, error)
func DialWithDialer(*net.Dialer, string, string, *Config) (*Conn, error)
type Dialer struct{NetDialer *net.Dialer; Config *Config}
func (*Dialer) Dial(string, string) (net.Conn, error)
func (*Dialer) DialContext(context.Context, string, string) (net.Conn, error)
type ECHRejectionError struct{RetryConfigList []byte}
func (*ECHRejectionError) Error() string
type EncryptedClientHelloKey struct{Config []byte; PrivateKey []byte; SendAsRetry bool}
func InsecureCipherSuites() []*CipherSuite
func Listen(string, string, *Config) (net.Listener, error)
func LoadX509KeyPair(string, string) (Certificate, error)
func NewLRUClientSessionCache(int) ClientSessionCache
func NewListener(net.Listener, *Config) net.Listener
func NewResumptionState([]byte, *SessionState) (*ClientSessionState, error)
func ParseSessionState([]byte) (*SessionState, error)
func QUICClient(*QUICConfig) *QUICConn
type QUICConfig struct{TLSConfig *Config; EnableSessionEvents bool; ClientHelloInfoConn net.Conn}
type QUICConn struct{}
func (*QUICConn) Close() error
func (*QUICConn) ConnectionState() ConnectionState
func (*QUICConn) HandleData(QUICEncryptionLevel, []byte) error
func (*QUICConn) NextEvent() QUICEvent
func (*QUICConn) SendSessionTicket(QUICSessionTicketOptions) error
func (*QUICConn) SetTransportParameters([]byte)
func (*QUICConn) Start(context.Context) error
func (*QUICConn) StoreSession(*SessionState) error
type QUICEncryptionLevel int
func (QUICEncryptionLevel) String() string
type QUICEvent struct{Kind QUICEventKind; Level QUICEncryptionLevel; Data []byte; Suite uint16; SessionState *SessionState; Err error}
type QUICEventKind int
func QUICServer(*QUICConfig) *QUICConn
type QUICSessionTicketOptions struct{EarlyData bool; Extra [][]byte}
type RecordHeaderError struct{Msg string; RecordHeader [5]byte; Conn net.Conn}
func (RecordHeaderError) Error() string
type RenegotiationSupport int
func Server(net.Conn, *Config) *Conn
type SessionState struct{Extra [][]byte; EarlyData bool}
func (*SessionState) Bytes() ([]byte, error)
type SignatureScheme uint16
func (SignatureScheme) String() string
func VersionName(uint16) string
func X509KeyPair([]byte, []byte) (Certificate, error)
const NoClientCert, RequestClientCert, RequireAndVerifyClientCert, RequireAnyClientCert, VerifyClientCertIfGiven ClientAuthType
const CurveP256, CurveP384, CurveP521, MLKEM1024, SecP256r1MLKEM768, SecP384r1MLKEM1024, X25519, X25519MLKEM768 CurveID
const QUICEncryptionLevelApplication, QUICEncryptionLevelEarly, QUICEncryptionLevelHandshake, QUICEncryptionLevelInitial QUICEncryptionLevel
const QUICErrorEvent, QUICHandshakeDone, QUICNoEvent, QUICRejectedEarlyData, QUICResumeSession, QUICSetReadSecret QUICEventKind
const QUICSetWriteSecret, QUICStoreSession, QUICTransportParameters, QUICTransportParametersRequired, QUICWriteData QUICEventKind
const RenegotiateFreelyAsClient, RenegotiateNever, RenegotiateOnceAsClient RenegotiationSupport
const ECDSAWithP256AndSHA256, ECDSAWithP384AndSHA384, ECDSAWithP521AndSHA512, ECDSAWithSHA1, Ed25519, MLDSA44, MLDSA65, MLDSA87 SignatureScheme
const PKCS1WithSHA1, PKCS1WithSHA256, PKCS1WithSHA384, PKCS1WithSHA512, PSSWithSHA256, PSSWithSHA384, PSSWithSHA512 SignatureScheme
const TLS_AES_128_GCM_SHA256, TLS_AES_256_GCM_SHA384, TLS_CHACHA20_POLY1305_SHA256, TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA uint16
const TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA uint16
const TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305 uint16
const TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, TLS_ECDHE_ECDSA_WITH_RC4_128_SHA, TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA uint16
const TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 uint16
const TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305 uint16
const TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256, TLS_ECDHE_RSA_WITH_RC4_128_SHA, TLS_FALLBACK_SCSV uint16
const TLS_RSA_WITH_3DES_EDE_CBC_SHA, TLS_RSA_WITH_AES_128_CBC_SHA, TLS_RSA_WITH_AES_128_CBC_SHA256 uint16
const TLS_RSA_WITH_AES_128_GCM_SHA256, TLS_RSA_WITH_AES_256_CBC_SHA, TLS_RSA_WITH_AES_256_GCM_SHA384, TLS_RSA_WITH_RC4_128_SHA uint16
const VersionSSL30, VersionTLS10, VersionTLS11, VersionTLS12, VersionTLS13 untyped int

package x509 crypto/x509
import crypto crypto/ecdsa crypto/rsa crypto/x509/pkix encoding/asn1 encoding/pem io math/big net net/url time
type CertPool struct{}
func (*CertPool) AddCert(*Certificate)
func (*CertPool) AddCertWithConstraint(*Certificate, func([]*Certificate) error)
func (*CertPool) AppendCertsFromPEM([]byte) bool
func (*CertPool) Clone() *CertPool
func (*CertPool) Equal(*CertPool) bool
func (*CertPool) Subjects() [][]byte
type Certificate struct{Raw []byte; RawTBSCertificate []byte; RawSubjectPublicKeyInfo []byte; RawSubject []byte; RawIssuer []byte; RawSignatureAlgorithm []byte; Signature []byte; SignatureAlgorithm SignatureAlgorithm; PublicKeyAlgorithm PublicKeyAlgorithm; PublicKey any; Version int; SerialNumber *big.Int; Issuer pkix.Name; Subject pkix.Name; NotBefore time.Time; NotAfter time.Time; KeyUsage KeyUsage; Extensions []pkix.Extension; ExtraExtensions []pkix.Extension; UnhandledCriticalExtensions []asn1.ObjectIdentifier; ExtKeyUsage []ExtKeyUsage; UnknownExtKeyUsage []asn1.ObjectIdentifier; BasicConstraintsValid bool; IsCA bool; MaxPathLen int; MaxPathLenZero bool; SubjectKeyId []byte; AuthorityKeyId []byte; OCSPServer []string; IssuingCertificateURL []string; DNSNames []string; EmailAddresses []string; IPAddresses []net.IP; URIs []*url.URL; PermittedDNSDomainsCritical bool; PermittedDNSDomains []string; ExcludedDNSDomains []string; PermittedIPRanges []*net.IPNet; ExcludedIPRanges []*net.IPNet; PermittedEmailAddresses []string; ExcludedEmailAddresses []string; PermittedURIDomains []string; ExcludedURIDomains []string; CRLDistributionPoints []string; PolicyIdentifiers []asn1.ObjectIdentifier; Policies []OID; InhibitAnyPolicy int; InhibitAnyPolicyZero bool; InhibitPolicyMapping int; InhibitPolicyMappingZero bool; RequireExplicitPolicy int; RequireExplicitPolicyZero bool; PolicyMappings []PolicyMapping}
func (*Certificate) CheckCRLSignature(*pkix.CertificateList) error
func (*Certificate) CheckSignature(SignatureAlgorithm, []byte, []byte) error
func (*Certificate) CheckSignatureFrom(*Certificate) error
func (*Certificate) CreateCRL(io.Reader, any, []pkix.RevokedCertificate, time.Time, time.Time) ([]byte, error)
func (*Certificate) Equal(*Certificate) bool
func (*Certificate) Verify(VerifyOptions) ([][]*Certificate, error)
func (*Certificate) VerifyHostname(string) error
type CertificateInvalidError struct{Cert *Certificate; Reason InvalidReason; Detail string}
func (CertificateInvalidError) Error() string
type CertificateRequest struct{Raw []byte; RawTBSCertificateRequest []byte; RawSubjectPublicKeyInfo []byte; RawSubject []byte; RawSignatureAlgorithm []byte; Version int; Signature []byte; SignatureAlgorithm SignatureAlgorithm; PublicKeyAlgorithm PublicKeyAlgorithm; PublicKey any; Subject pkix.Name; Attributes []pkix.AttributeTypeAndValueSET; Extensions []pkix.Extension; ExtraExtensions []pkix.Extension; DNSNames []string; EmailAddresses []string; IPAddresses []net.IP; URIs []*url.URL}
func (*CertificateRequest) CheckSignature() error
type ConstraintViolationError struct{}
func (ConstraintViolationError) Error() string
func CreateCertificate(io.Reader, *Certificate, *Certificate, any, any) ([]byte, error)
func CreateCertificateRequest(io.Reader, *CertificateRequest, any) ([]byte, error)
func CreateRevocationList(io.Reader, *RevocationList, *Certificate, crypto.Signer) ([]byte, error)
func DecryptPEMBlock(*pem.Block, []byte) ([]byte, error)
func EncryptPEMBlock(io.Reader, string, []byte, []byte, PEMCipher) (*pem.Block, error)
type ExtKeyUsage int
func (ExtKeyUsage) OID() OID
func (ExtKeyUsage) String() string
type HostnameError struct{Certificate *Certificate; Host string}
func (HostnameError) Error() string
type InsecureAlgorithmError int
func (InsecureAlgorithmError) Error() string
type InvalidReason int
func IsEncryptedPEMBlock(*pem.Block) bool
type KeyUsage int
func (KeyUsage) String() string
func MarshalECPrivateKey(*ecdsa.PrivateKey) ([]byte, error)
func MarshalPKCS1PrivateKey(*rsa.PrivateKey) []byte
func MarshalPKCS1PublicKey(*rsa.PublicKey) []byte
func MarshalPKCS8PrivateKey(any) ([]byte, error)
func MarshalPKIXPublicKey(any) ([]byte, error)
func NewCertPool() *CertPool
type OID struct{}
func (OID) AppendBinary([]byte) ([]byte, error)
func (OID) AppendText([]byte) ([]byte, error)
func (OID) Equal(OID) bool
func (OID) EqualASN1OID(asn1.ObjectIdentifier) bool
func (OID) MarshalBinary() ([]byte, error)
func (OID) MarshalText() ([]byte, error)
func (OID) String() string
func (*OID) UnmarshalBinary([]byte) error
func (*OID) UnmarshalText([]byte) error
func OIDFromASN1OID(asn1.ObjectIdentifier) (OID, error)
func OIDFromInts([]uint64) (OID, error)
type PEMCipher int
func ParseCRL([]byte) (*pkix.CertificateList, error)
func ParseCertificate([]byte) (*Certificate, error)
func ParseCertificateRequest([]byte) (*CertificateRequest, error)
func ParseCertificates([]byte) ([]*Certificate, error)
func ParseDERCRL([]byte) (*pkix.CertificateList, error)
func ParseECPrivateKey([]byte) (*ecdsa.PrivateKey, error)
func ParseOID(string) (OID, error)
func ParsePKCS1PrivateKey([]byte) (*rsa.PrivateKey, error)
func ParsePKCS1PublicKey([]byte) (*rsa.PublicKey, error)
func ParsePKCS8PrivateKey([]byte) (any, error)
func ParsePKIXPublicKey([]byte) (any, error)
func ParseRevocationList([]byte) (*RevocationList, error)
type PolicyMapping struct{IssuerDomainPolicy OID; SubjectDomainPolicy OID}
type PublicKeyAlgorithm int
func (PublicKeyAlgorithm) String() string
type RevocationList struct{Raw []byte; RawTBSRevocationList []byte; RawIssuer []byte; RawSignatureAlgorithm []byte; Issuer pkix.Name; AuthorityKeyId []byte; Signature []byte; SignatureAlgorithm SignatureAlgorithm; RevokedCertificateEntries []RevocationListEntry; RevokedCertificates []pkix.RevokedCertificate; Number *big.Int; ThisUpdate time.Time; NextUpdate time.Time; Extensions []pkix.Extension; ExtraExtensions []pkix.Extension}
func (*RevocationList) CheckSignatureFrom(*Certificate) error
type RevocationListEntry struct{Raw []byte; SerialNumber *big.Int; RevocationTime time.Time; ReasonCode int; Extensions []pkix.Extension; ExtraExtensions []pkix.Extension}
func SetFallbackRoots(*CertPool)
type SignatureAlgorithm int
func (SignatureAlgorithm) String() string
func SystemCertPool() (*CertPool, error)
type SystemRootsError struct{Err error}
func (SystemRootsError) Error() string
func (SystemRootsError) Unwrap() error
type UnhandledCriticalExtension struct{}
func (UnhandledCriticalExtension) Error() string
type UnknownAuthorityError struct{Cert *Certificate}
func (UnknownAuthorityError) Error() string
type VerifyOptions struct{DNSName string; Intermediates *CertPool; Roots *CertPool; CurrentTime time.Time; KeyUsages []ExtKeyUsage; MaxConstraintComparisions int; CertificatePolicies []OID}
const ExtKeyUsageAny, ExtKeyUsageClientAuth, ExtKeyUsageCodeSigning, ExtKeyUsageEmailProtection, ExtKeyUsageIPSECEndSystem ExtKeyUsage
const ExtKeyUsageIPSECTunnel, ExtKeyUsageIPSECUser, ExtKeyUsageMicrosoftCommercialCodeSigning ExtKeyUsage
const ExtKeyUsageMicrosoftKernelCodeSigning, ExtKeyUsageMicrosoftServerGatedCrypto, ExtKeyUsageNetscapeServerGatedCrypto ExtKeyUsage
const ExtKeyUsageOCSPSigning, ExtKeyUsageServerAuth, ExtKeyUsageTimeStamping ExtKeyUsage
const CANotAuthorizedForExtKeyUsage, CANotAuthorizedForThisName, Expired, IncompatibleUsage, NameConstraintsWithoutSANs InvalidReason
const NameMismatch, NoValidChains, NotAuthorizedToSign, TooManyConstraints, TooManyIntermediates, UnconstrainedName InvalidReason
const KeyUsageCRLSign, KeyUsageCertSign, KeyUsageContentCommitment, KeyUsageDataEncipherment, KeyUsageDecipherOnly KeyUsage
const KeyUsageDigitalSignature, KeyUsageEncipherOnly, KeyUsageKeyAgreement, KeyUsageKeyEncipherment KeyUsage
const PEMCipher3DES, PEMCipherAES128, PEMCipherAES192, PEMCipherAES256, PEMCipherDES PEMCipher
const DSA, ECDSA, Ed25519, MLDSA, RSA, UnknownPublicKeyAlgorithm PublicKeyAlgorithm
const DSAWithSHA1, DSAWithSHA256, ECDSAWithSHA1, ECDSAWithSHA256, ECDSAWithSHA384, ECDSAWithSHA512, MD2WithRSA, MD5WithRSA SignatureAlgorithm
const MLDSA44, MLDSA65, MLDSA87, PureEd25519, SHA1WithRSA, SHA256WithRSA, SHA256WithRSAPSS, SHA384WithRSA, SHA384WithRSAPSS SignatureAlgorithm
const SHA512WithRSA, SHA512WithRSAPSS, UnknownSignatureAlgorithm SignatureAlgorithm
var ErrUnsupportedAlgorithm, IncorrectPasswordError error

package pkix crypto/x509/pkix
import encoding/asn1 math/big time
type AlgorithmIdentifier struct{Algorithm asn1.ObjectIdentifier; Parameters asn1.RawValue}
type AttributeTypeAndValue struct{Type asn1.ObjectIdentifier; Value any}
type AttributeTypeAndValueSET struct{Type asn1.ObjectIdentifier; Value [][]AttributeTypeAndValue}
type CertificateList struct{TBSCertList TBSCertificateList; SignatureAlgorithm AlgorithmIdentifier; SignatureValue asn1.BitString}
func (*CertificateList) HasExpired(time.Time) bool
type Extension struct{Id asn1.ObjectIdentifier; Critical bool; Value []byte}
type Name struct{Country []string; Organization []string; OrganizationalUnit []string; Locality []string; Province []string; StreetAddress []string; PostalCode []string; SerialNumber string; CommonName string; Names []AttributeTypeAndValue; ExtraNames []AttributeTypeAndValue}
func (*Name) FillFromRDNSequence(*RDNSequence)
func (Name) String() string
func (Name) ToRDNSequence() RDNSequence
type RDNSequence []RelativeDistinguishedNameSET
func (RDNSequence) String() string
type RelativeDistinguishedNameSET []AttributeTypeAndValue
type RevokedCertificate struct{SerialNumber *big.Int; RevocationTime time.Time; Extensions []Extension}
type TBSCertificateList struct{Raw asn1.RawContent; Version int; Signature AlgorithmIdentifier; Issuer RDNSequence; ThisUpdate time.Time; NextUpdate time.Time; RevokedCertificates []RevokedCertificate; Extensions []Extension}
"""
