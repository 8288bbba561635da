from ict4society.notifications.models.notification import Notification
from ict4society.notifications.models.preference import MailPreference
from ict4society.notifications.models.receipt import MailReceipt
from ict4society.notifications.models.subscription import Subscription

__all__ = ["MailPreference", "MailReceipt", "Notification", "Subscription"]
