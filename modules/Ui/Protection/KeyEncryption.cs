using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace WorkWell.Ui.Protection;

/// <summary>Encrypts stored keys with a secret kept outside the database, so reading the database does not allow forgery.</summary>
internal sealed class KeyEncryption(string secret) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var cipher = new byte[plain.Length];
        var tag = new byte[AesGcm.TagByteSizes.MaxSize];
        using var aes = new AesGcm(Convert.FromBase64String(secret), tag.Length);
        aes.Encrypt(nonce, plain, cipher, tag);
        var element = new XElement(
            "encrypted", new XElement("nonce", Convert.ToBase64String(nonce)), new XElement("tag", Convert.ToBase64String(tag)),
            new XElement("value", Convert.ToBase64String(cipher)));
        return new EncryptedXmlInfo(element, typeof(KeyDecryption));
    }
}

/// <summary>Decrypts the output of <see cref="KeyEncryption"/>. The framework creates it by type name.</summary>
internal sealed class KeyDecryption(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var secret = services.GetRequiredService<IOptions<ProtectionOptions>>().Value.KeySecret
            ?? throw new InvalidOperationException("The keys in the database are encrypted. Set Protection:KeySecret to the secret they were encrypted with.");
        byte[] Part(string name) => Convert.FromBase64String(encryptedElement.Element(name)!.Value);
        var (nonce, tag, cipher) = (Part("nonce"), Part("tag"), Part("value"));
        var plain = new byte[cipher.Length];
        using var aes = new AesGcm(Convert.FromBase64String(secret), tag.Length);
        aes.Decrypt(nonce, cipher, tag, plain);
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}
