using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using WorkWell.Communications.Contracts;

namespace WorkWell.TestKit;

/// <summary>What a reader received. The database keeps a message without the codes and links in it that let somebody in.</summary>
public static class PickedUp
{
    /// <summary>Reads the text of a message from the folder that it was sent to.</summary>
    /// <param name="host">The host that sent it.</param>
    /// <param name="message">The message.</param>
    /// <returns>Its plain text.</returns>
    public static async Task<string> TextAsync(RunningHost host, MessageView message)
    {
        var settings = host.Services.GetRequiredService<IConfiguration>();
        var folder = settings["Pickup:Folder"] ?? Path.Combine(settings["Data"]!, "outgoing");
        var file = Path.Combine(folder, $"{message.Area}.{message.Id:n}");
        // The lines before the first empty one say to whom it goes.
        if (File.Exists(file + ".txt")) return (await File.ReadAllTextAsync(file + ".txt")).Split("\n\n", 2)[^1];
        return (await MimeMessage.LoadAsync(file + ".eml")).TextBody ?? "";
    }
}
