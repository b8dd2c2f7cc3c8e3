package io.humanlayer.proof.time;

import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.tsp.TimeStampResp;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;

/// The one form of an answer in which no byte is without meaning. CMS leaves room that no signature
/// covers (a text beside the status, attributes, revocation lists, version numbers); what stands
/// there is either what follows from the rest or makes the answer no time stamp.
final class NormalForm {

  private NormalForm() {}

  /// The answer without the text beside its status, which nobody signs.
  static byte[] bare(byte[] answer) throws IOException {
    // Twice: the first time what was written in pieces (BER) is read, the second time it is whole.
    return der(der(answer));
  }

  private static byte[] der(byte[] answer) throws IOException {
    var response = TimeStampResp.getInstance(answer);
    return new TimeStampResp(new PKIStatusInfo(PKIStatus.granted), response.getTimeStampToken())
        .getEncoded(ASN1Encoding.DER);
  }

  static boolean is(byte[] answer) throws IOException {
    return Arrays.equals(bare(answer), answer)
        && isNormal(TimeStampResp.getInstance(answer).getTimeStampToken());
  }

  private static boolean isNormal(ContentInfo token) throws IOException {
    var data = SignedData.getInstance(token.getContent());
    if (!token.getContentType().equals(CMSObjectIdentifiers.signedData)
        || !data.getEncapContentInfo().getContentType().equals(PKCSObjectIdentifiers.id_ct_TSTInfo)
        || !(data.getEncapContentInfo().getContent() instanceof ASN1OctetString)
        || !areCertificates(data.getCertificates())
        || data.getCRLs() != null
        || data.getSignerInfos().size() != 1) {
      return false;
    }
    var rebuilt =
        new SignedData(
            data.getDigestAlgorithms(),
            data.getEncapContentInfo(),
            data.getCertificates(),
            null,
            data.getSignerInfos());
    return rebuilt.getVersion().equals(data.getVersion())
        && isNormal(data.getSignerInfos().getObjectAt(0), data.getDigestAlgorithms());
  }

  private static boolean isNormal(ASN1Encodable raw, ASN1Set digests) throws IOException {
    SignerInfo signer = SignerInfo.getInstance(raw);
    if (signer.getUnauthenticatedAttributes() != null || digests.size() != 1) {
      return false;
    }
    // Its version follows from how it names the certificate, and its tags from their places.
    var rebuilt =
        new SignerInfo(
            signer.getSID(),
            signer.getDigestAlgorithm(),
            signer.getAuthenticatedAttributes(),
            signer.getDigestEncryptionAlgorithm(),
            signer.getEncryptedDigest(),
            null);
    var digest = AlgorithmIdentifier.getInstance(digests.getObjectAt(0));
    return Arrays.equals(der(rebuilt), der(raw))
        && digest.getAlgorithm().equals(signer.getDigestAlgorithm().getAlgorithm())
        && isPlain(digest)
        && isPlain(signer.getDigestAlgorithm());
  }

  private static byte[] der(ASN1Encodable value) throws IOException {
    return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
  }

  private static boolean areCertificates(@Nullable ASN1Set certificates) {
    if (certificates != null) {
      for (ASN1Encodable each : certificates) {
        if (!(each instanceof ASN1Sequence)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isPlain(AlgorithmIdentifier digest) {
    return digest.getParameters() == null || DERNull.INSTANCE.equals(digest.getParameters());
  }
}
